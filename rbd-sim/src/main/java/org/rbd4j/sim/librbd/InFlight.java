package org.rbd4j.sim.librbd;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.ObjectNumbers;

/** Requests that librbd has in flight together: when one fails, those that were begun before are carried out all the same. */
final class InFlight {
    /** librbd's rbd_concurrent_management_ops. */
    static final int MOST_OBJECTS = 10;

    private InFlight() {}

    /** Does something to each of many objects, as many at once as the option says; after a failure no more are begun. */
    static void throttled(ImageContext image, ObjectNumbers objects, LongConsumer request) {
        Set<String> changed = Set.of(image.imageId());
        Consumer<Long> andPause = number -> {
            request.accept(number);
            image.io().letReadersIn(changed);
        };
        run(objects, andPause, MOST_OBJECTS);
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
