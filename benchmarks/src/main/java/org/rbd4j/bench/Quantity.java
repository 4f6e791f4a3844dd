package org.rbd4j.bench;

import java.util.Locale;

/** What a figure counts, and how it is written. */
enum Quantity {
    /** In nanoseconds. */
    TIME {
        @Override
        String text(double nanoseconds) {
            if (nanoseconds < 10_000) {
                return format("%,.1f ns", nanoseconds);
            }
            return nanoseconds < 10_000_000
                    ? format("%,.1f µs", nanoseconds / 1e3)
                    : format("%,.1f ms", nanoseconds / 1e6);
        }
    },
    /** In bytes. */
    BYTES {
        @Override
        String text(double bytes) {
            return format("%,.2f B", bytes);
        }
    },
    /** The time that a call of several threads takes, in parts of what it takes one thread. */
    TIME_OF_ONE_THREAD {
        @Override
        String text(double part) {
            return format("gain %.2f", 1 / part);
        }
    };

    abstract String text(double value);

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
