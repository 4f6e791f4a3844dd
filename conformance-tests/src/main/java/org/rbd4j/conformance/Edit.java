package org.rbd4j.conformance;

import java.util.Arrays;
import org.rbd4j.Image;

/**
 * One change of an image's bytes whose effect is known beforehand. Where an edit falls outside the image of the moment, it is
 * moved or clipped to lie inside, so that a list of edits stays meaningful when one of them is taken out.
 */
sealed interface Edit {
    /** Changes the image, and returns what its bytes are then; {@code bytes} is what they were, and may be reused. */
    byte[] applyTo(Image image, byte[] bytes);

    /** A write of bytes that tell their seed. */
    record Write(long at, int length, int seed) implements Edit {
        @Override
        public byte[] applyTo(Image image, byte[] bytes) {
            if (bytes.length > 0) {
                int offset = (int) (at % bytes.length);
                byte[] written = Content.of(seed, Math.min(length, bytes.length - offset));
                image.write(offset, written);
                System.arraycopy(written, 0, bytes, offset, written.length);
            }
            return bytes;
        }
    }

    /**
     * A discard that begins and ends at borders that librbd's alignment leaves alone. Nothing on a striped image, whose
     * objects' borders are not the image's.
     */
    record Discard(int firstUnit, int units) implements Edit {
        /** The default of rbd_discard_granularity_bytes. */
        private static final int GRANULARITY = 65536;

        @Override
        public byte[] applyTo(Image image, byte[] bytes) {
            long objectSize = image.stat().objectSizeInBytes();
            int unit = (int) Math.min(GRANULARITY, objectSize);
            int count = bytes.length / unit;
            boolean striped = image.stripeCount() != 1 || image.stripeUnit() != objectSize;
            if (count > 0 && !striped) {
                int begin = firstUnit % count * unit;
                int end = Math.min(begin + units * unit, count * unit);
                image.discard(begin, end - begin);
                Arrays.fill(bytes, begin, end, (byte) 0);
            }
            return bytes;
        }
    }

    /** A change of size: what is cut off is gone, what is added reads as zeroes. */
    record Resize(int size) implements Edit {
        @Override
        public byte[] applyTo(Image image, byte[] bytes) {
            image.resize(size);
            return Arrays.copyOf(bytes, size);
        }
    }
}
