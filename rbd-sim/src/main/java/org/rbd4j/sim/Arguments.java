package org.rbd4j.sim;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.IoAdvice;

/** The checks that stand before librbd: what its C interface could not even be told. */
final class Arguments {
    private Arguments() {}

    /** Refuses a name that C could not carry. */
    static void requireCString(String call, String name) {
        requireCString(call, "name", name);
    }

    /** Refuses a text that C could not carry. */
    static void requireCString(String call, String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidArgumentException(
                    call + ": the " + what + " '" + text.replace("\0", "\\0") + "' holds a NUL");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidArgumentException(
                    call + ": the " + what + " holds half a surrogate pair, which is no UTF-8");
        }
    }

    /** Refuses an empty name where librbd would take it for something else. */
    static void requireNamed(String call, String name) {
        requireCString(call, name);
        if (name.isEmpty()) {
            throw new InvalidArgumentException(call + ": the name is empty");
        }
    }

    /** As the other one, for calls that are made so often that nobody is to be named before something is wrong. */
    static void requireNotNegative(Supplier<String> call, String what, long value) {
        if (value < 0) {
            requireNotNegative(call.get(), what, value);
        }
    }

    static void requireNotNegative(String call, String what, long value) {
        if (value < 0) {
            throw new InvalidArgumentException(call + ": " + what + " " + value + " is negative");
        }
    }

    /** Refuses advice that is none, which is all that the simulator does with it. */
    static void requireNoNull(IoAdvice... advice) {
        for (IoAdvice one : advice) {
            Objects.requireNonNull(one, "advice");
        }
    }
}
