package org.rbd4j.sim.rados;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A range of a buffer, which stays the same whatever somebody does to the buffer's position and limit meanwhile.
 *
 * @param buffer the buffer
 * @param from where the range begins, counted from the buffer's first byte
 * @param length how many bytes it has
 */
public record BufferRange(ByteBuffer buffer, int from, int length) {
    private static final byte[] ZEROES = new byte[1 << 16];

    /**
     * The remaining bytes of a buffer.
     *
     * @param buffer is not moved
     * @return the range
     */
    public static BufferRange of(ByteBuffer buffer) {
        // Another thread may move position and limit: each is looked at once. An array has neither.
        if (buffer.hasArray()) {
            int begin = buffer.position();
            return new BufferRange(buffer, begin, Math.max(0, buffer.limit() - begin));
        }
        ByteBuffer own = buffer.slice();
        return new BufferRange(own, 0, own.capacity());
    }

    /**
     * A part of the range.
     *
     * @param begin where the part begins in the range
     * @param count how many bytes it has
     * @return this, if it is all of it
     */
    public BufferRange part(int begin, int count) {
        return begin == 0 && count == length ? this : new BufferRange(buffer, from + begin, count);
    }

    /**
     * Copies from the range.
     *
     * @param at where to begin in the range
     * @param array where to
     * @param offset where to begin there
     * @param count how many bytes
     */
    public void get(int at, byte[] array, int offset, int count) {
        if (buffer.hasArray()) {
            System.arraycopy(buffer.array(), buffer.arrayOffset() + from + at, array, offset, count);
        } else {
            buffer.get(from + at, array, offset, count);
        }
    }

    /**
     * Copies into the range.
     *
     * @param at where to begin in the range
     * @param array where from
     * @param offset where to begin there
     * @param count how many bytes
     */
    public void put(int at, byte[] array, int offset, int count) {
        if (buffer.hasArray()) {
            System.arraycopy(array, offset, buffer.array(), buffer.arrayOffset() + from + at, count);
        } else {
            buffer.put(from + at, array, offset, count);
        }
    }

    /**
     * A copy of some of the range.
     *
     * @param at where to begin in the range
     * @param count how many bytes
     * @return an array of them
     */
    public byte[] copy(int at, int count) {
        if (buffer.hasArray()) {
            // Nothing need be filled with zeroes first.
            int begin = buffer.arrayOffset() + from + at;
            return Arrays.copyOfRange(buffer.array(), begin, begin + count);
        }
        byte[] bytes = new byte[count];
        buffer.get(from + at, bytes);
        return bytes;
    }

    /**
     * Makes the rest of the range zeroes.
     *
     * @param at where the rest begins in the range
     */
    public void clearFrom(int at) {
        for (int done = at; done < length; done += ZEROES.length) {
            put(done, ZEROES, 0, Math.min(ZEROES.length, length - done));
        }
    }
}
