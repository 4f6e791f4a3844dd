package org.rbd4j.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.rbd4j.BlockIo;

/** A read into a new array, whose length is asked of the image once. */
public final class ArrayRead {
    private ArrayRead() {}

    /**
     * Reads what there is, and leaves it to the implementation where there is nothing, so that its message tells of all that was asked.
     *
     * @param image what is read
     * @param offset where, in bytes
     * @param length how many bytes
     * @param outside the answer where the offset or the length is negative, or nothing is at the offset
     * @return the bytes
     */
    public static byte[] of(BlockIo image, long offset, int length, Supplier<byte[]> outside) {
        if (length < 0 || offset < 0) {
            return outside.get();
        }
        long size = image.size();
        if (length > 0 && offset >= size) {
            return outside.get();
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, Math.max(0, size - offset)));
        int count = image.read(offset, buffer);
        return count == buffer.capacity() ? buffer.array() : Arrays.copyOf(buffer.array(), count);
    }
}
