package org.rbd4j.sim.librbd;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rbd4j.sim.rados.ErrnoFailure;

/** Requests that librbd has in flight together: when one fails, those that were begun before are carried out all the same. */
final class InFlight {
    /** librbd's rbd_concurrent_management_ops. */
    static final int MOST_OBJECTS = 10;

    private InFlight() {}

    /** Does something to each of many objects, as many at once as the option says; after a failure no more are begun. */
    static <T> void throttled(Iterable<T> objects, Consumer<T> request) {
        run(objects, request, MOST_OBJECTS);
    }

    /** Does something to each of a few things, all at once. */
    static <T> void together(Iterable<T> things, Consumer<T> request) {
        run(things, request, Integer.MAX_VALUE);
    }

    private static <T> void run(Iterable<T> things, Consumer<T> request, int atOnce) {
        ErrnoFailure first = null;
        int begunSince = 0;
        for (T thing : things) {
            if (first != null && ++begunSince >= atOnce) {
                break;
            }
            first = firstOf(first, failureOf(request, thing));
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable ErrnoFailure firstOf(@Nullable ErrnoFailure first, @Nullable ErrnoFailure next) {
        return first == null ? next : first;
    }

    private static <T> @Nullable ErrnoFailure failureOf(Consumer<T> request, T thing) {
        try {
            request.accept(thing);
            return null;
        } catch (ErrnoFailure failure) {
            return failure;
        }
    }
}
