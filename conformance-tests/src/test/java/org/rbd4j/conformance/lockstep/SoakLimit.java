package org.rbd4j.conformance.lockstep;

import java.util.concurrent.TimeUnit;

/**
 * When a soak ends.
 *
 * @param unit {@code ops} or {@code minutes}
 * @param count how many
 */
record SoakLimit(String unit, long count) {
    boolean isReached(long operations, double seconds) {
        return switch (unit) {
            case "ops" -> operations >= count;
            case "minutes" -> seconds >= TimeUnit.MINUTES.toSeconds(count);
            default -> throw new IllegalArgumentException("soak: " + unit + " is neither ops nor minutes");
        };
    }
}
