package org.rbd4j.sim.tour;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that the tour puts in the place of others.
 *
 * @param offset where they begin
 * @param bytes the bytes; not changed by anybody
 */
record Edit(long offset, byte[] bytes) {
    /** A line of text, repeated to a length. */
    static Edit text(long offset, int length, String line) {
        byte[] pattern = line.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = pattern[i % pattern.length];
        }
        return new Edit(offset, bytes);
    }

    /** Zeroes, as a discard leaves them. */
    static Edit zeroes(long offset, int length) {
        return new Edit(offset, new byte[length]);
    }

    /** Applies what of this edit falls into a chunk of the file. */
    void applyTo(byte[] chunk, int chunkLength, long chunkOffset) {
        long from = Math.max(offset, chunkOffset);
        long to = Math.min(offset + bytes.length, chunkOffset + chunkLength);
        if (from < to) {
            System.arraycopy(bytes, (int) (from - offset), chunk, (int) (from - chunkOffset), (int) (to - from));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Edit edit && edit.offset == offset && Arrays.equals(edit.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(offset) * 31 + Arrays.hashCode(bytes);
    }
}
