package org.rbd4j.sim;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.IoAdvice;
import org.rbd4j.internal.Reason;

/** The checks that stand before librbd: what its C interface could not even be told. */
final class Arguments {
    private Arguments() {}

    /** Refuses a text that C could not carry. */
    static void requireCString(String call, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidArgumentException(call + ": " + Reason.HOLDS_NUL.of(text));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidArgumentException(call + ": " + Reason.HOLDS_HALF_SURROGATE.of(text));
        }
    }

    /** Refuses an empty name where librbd would take it for something else. */
    static void requireNamed(String call, String name) {
        requireCString(call, name);
        if (name.isEmpty()) {
            throw new InvalidArgumentException(call + ": " + Reason.NAME_EMPTY.of());
        }
    }

    /** As the other one, for calls that are made so often that nobody is to be named before something is wrong. */
    static void requireNotNegative(Supplier<String> call, long value) {
        if (value < 0) {
            requireNotNegative(call.get(), value);
        }
    }

    static void requireNotNegative(String call, long value) {
        if (value < 0) {
            throw new InvalidArgumentException(call + ": " + Reason.NEGATIVE.of(value));
        }
    }

    /** Refuses advice that is none, which is all that the simulator does with it. */
    static void requireNoNull(IoAdvice... advice) {
        for (IoAdvice one : advice) {
            Objects.requireNonNull(one, "advice");
        }
    }
}
