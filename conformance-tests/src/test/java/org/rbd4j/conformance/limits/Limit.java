package org.rbd4j.conformance.limits;

import java.util.List;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;

/**
 * Something that has a largest size.
 *
 * @param what it is, with its unit
 * @param sizes to try, from the smallest on
 * @param attempt what is done with each
 */
record Limit(String what, List<Long> sizes, Attempt attempt) {
    /** Does something of a size, and leaves nothing behind. */
    @FunctionalInterface
    interface Attempt {
        void of(Pool pool, long size);
    }

    /** The largest size that worked, and the first that was refused, if one was. */
    String triedOn(Pool pool) {
        String worked = "none";
        for (long size : sizes) {
            try {
                attempt.of(pool, size);
                worked = text(size);
            } catch (RbdException refused) {
                return worked + "; " + text(size) + " refused, errno " + refused.errno();
            }
        }
        return worked;
    }

    private static String text(long size) {
        boolean isPower = size >= 1024 && Long.bitCount(size) == 1;
        boolean isLess = size >= 1023 && Long.bitCount(size + 1) == 1;
        if (isPower) {
            return "2^" + Long.numberOfTrailingZeros(size);
        }
        return isLess || size == Long.MAX_VALUE
                ? "2^" + (64 - Long.numberOfLeadingZeros(size)) + "-1"
                : String.format(java.util.Locale.ROOT, "%,d", size);
    }
}
