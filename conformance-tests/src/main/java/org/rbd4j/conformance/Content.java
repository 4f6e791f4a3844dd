package org.rbd4j.conformance;

import java.util.Arrays;
import java.util.Random;
import org.rbd4j.Image;

/** Bytes for tests: what was written can be told from what was not, and from what another seed wrote. */
final class Content {
    private Content() {}

    /** Random bytes, none of them zero, so that no written byte looks like a hole. */
    static byte[] of(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                bytes[i] = 1;
            }
        }
        return bytes;
    }

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Everything that is selected. */
    static byte[] of(Image image) {
        return image.read(0, Math.toIntExact(image.size()));
    }
}
