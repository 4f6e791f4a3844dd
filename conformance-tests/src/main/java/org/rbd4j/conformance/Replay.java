package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;

/** What somebody has who holds the base and is told the extents of a diff: the target, if the diff is right. */
final class Replay {
    private Replay() {}

    static byte[] of(byte[] base, Image image, DiffRange range) {
        byte[] target = Content.of(image);
        byte[] made = Arrays.copyOf(base, target.length);
        if (target.length == 0) {
            return made;
        }
        image.diff(range, extent -> {
            int from = Math.toIntExact(extent.offset());
            int to = Math.toIntExact(extent.offset() + extent.length());
            assertTrue(from < to && to <= target.length, extent::toString);
            if (extent.exists()) {
                System.arraycopy(target, from, made, from, to - from);
            } else {
                Arrays.fill(made, from, to, (byte) 0);
            }
        });
        return made;
    }
}
