package org.rbd4j.conformance.hostile;

import java.util.List;
import java.util.SplittableRandom;

/** What one call is made of: the same seed always gives the same call. */
final class Dice {
    /** Where arithmetic goes wrong: around nothing, a page, an object, and what 31, 32, 63 and 64 bits hold. */
    private static final long[] BORDERS = {
        0,
        1,
        2,
        511,
        512,
        4095,
        4096,
        1 << 16,
        1 << 20,
        (1 << 22) - 1,
        1 << 22,
        (1 << 22) + 1,
        1 << 23,
        1L << 30,
        Integer.MAX_VALUE,
        1L << 31,
        (1L << 32) - 1,
        1L << 32,
        1L << 40,
        1L << 50,
        1L << 62,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
    };

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean oneIn(int count) {
        return below(count) == 0;
    }

    int below(int end) {
        return random.nextInt(end);
    }

    long anything() {
        return random.nextLong();
    }

    <T> T oneOf(List<T> all) {
        return all.get(below(all.size()));
    }

    /** Nearly always one that is smaller than the images are. */
    long size() {
        return oneIn(12) ? border() : below(1 << 24);
    }

    /** One around the borders, or far behind them. */
    long border() {
        long border = BORDERS[below(BORDERS.length)];
        return switch (below(8)) {
            case 0 -> -border;
            case 1 -> border - 1;
            case 2 -> border + 1;
            case 3 -> oneIn(8) ? anything() : border;
            default -> border;
        };
    }
}
