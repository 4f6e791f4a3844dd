package org.rbd4j.conformance.lockstep;

import java.util.List;
import java.util.Random;

/** The values of random steps, each with a liking for what is simple or near a border. */
final class Dice {
    private static final int KIBIBYTE = 1024;
    private static final int MEBIBYTE = 1 << 20;

    private final Random random;
    private final Theme theme;

    Dice(Random random, Theme theme) {
        this.random = random;
        this.theme = theme;
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    /** 0, 1, 2 … below {@code end}, each half as likely as the one before. */
    int halving(int end) {
        int value = 0;
        while (value < end - 1 && !oneIn(2)) {
            value++;
        }
        return value;
    }

    /** What a step refers to: mostly the newest; once in a while anything at all. */
    int reference() {
        return oneIn(40) ? World.ERRANT + random.nextInt(4) : halving(6);
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    Operation question(int handle) {
        return new Operation.Ask(handle, random.nextInt(Question.values().length));
    }

    int client() {
        return random.nextInt(6);
    }

    /** Mostly a new name. */
    int name() {
        return oneIn(10) ? 1 + random.nextInt(3) : 0;
    }

    /** Mostly small objects, so that there are many; 4 KiB to 32 MiB. */
    int order() {
        if (theme.makesSmallImages()) {
            return halving(2);
        }
        return oneIn(12) ? random.nextInt(14) : halving(5);
    }

    int objects() {
        return oneIn(60) ? World.ERRANT : random.nextInt(theme.makesSmallImages() ? 5 : 12);
    }

    /** Beside a border, on a multiple of the alignments, or anywhere. */
    int bytes() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextInt(5) - 2;
            case 2 -> 512 * random.nextInt(256);
            case 3 -> 4 * KIBIBYTE * random.nextInt(64);
            default -> random.nextInt(MEBIBYTE);
        };
    }

    int length() {
        if (theme.makesSmallImages() && !oneIn(6)) {
            return oneIn(4) ? 512 * (1 + random.nextInt(8)) : 1 + random.nextInt(2 * KIBIBYTE);
        }
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(3);
            case 1 -> 512 * random.nextInt(64);
            case 2 -> 4 * KIBIBYTE * (1 + random.nextInt(8));
            case 3 -> random.nextInt(128 * KIBIBYTE);
            default -> 1 + random.nextInt(6 * KIBIBYTE);
        };
    }

    int seed() {
        return 1 + random.nextInt(1000);
    }

    /** Mostly one with layering. */
    int features() {
        if (theme.likesObjectMaps() && !oneIn(4)) {
            return Shapes.WITH_OBJECT_MAP.get(random.nextInt(Shapes.WITH_OBJECT_MAP.size()));
        }
        return random.nextInt(oneIn(12) ? Shapes.FEATURES.size() : Shapes.WITH_LAYERING);
    }

    int cookie() {
        return halving(3);
    }

    int striping() {
        return oneIn(4) ? random.nextInt(6) : 0;
    }
}
