package org.rbd4j.conformance.hostile;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a call.
 *
 * @param text what it is, for who reads the program
 * @param value makes it, for the call of that moment
 * @param excuses what it excuses
 * @param times how often the call is made with it
 */
record Argument(String text, Function<HostileWorld, @Nullable Object> value, Set<Excuse> excuses, int times) {
    /** Until a call has surely looked at it while it moved. */
    private static final int OFTEN = 32;

    Argument(String text, Function<HostileWorld, @Nullable Object> value, Set<Excuse> excuses) {
        this(text, value, excuses, 1);
    }

    static Argument thatMoves(String text, Function<HostileWorld, @Nullable Object> value) {
        return new Argument(text, value, Set.of(), OFTEN);
    }

    static Argument of(@Nullable Object value, String text, Excuse... excuses) {
        return new Argument(text, world -> value, Set.of(excuses));
    }

    static Argument of(Object value) {
        return of(value, value.toString());
    }
}
