package org.rbd4j;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;

/**
 * The bytes of an open {@link Image}, at what is selected: they are read, written and discarded by their offset.
 *
 * <p>Others implement this interface too. A method that is added to it is {@code default}, and ends in
 * {@link FunctionNotSupportedException} that names it where an implementation is older.
 */
public interface BlockIo {
    /**
     * The name with which the image was opened.
     *
     * @return the name
     */
    String name();

    /**
     * Reads from what is selected into a buffer, from its position to its limit, and moves its position by what was read. A
     * read that crosses the end of the image is a short read. What was never written reads as zeroes.
     *
     * @param offset where to begin, in bytes
     * @param destination takes the bytes; may be direct, not read-only
     * @param advice how the caller means to use the bytes
     * @return how many bytes were read
     * @throws InvalidArgumentException if the offset is negative or at or past the end (unless nothing is to be read), or
     *     the buffer is read-only
     * @throws HandleClosedException if the handle is closed
     * @throws ImageNotFoundException if the selected snapshot was removed
     *     <p>librbd: rbd_read2
     */
    int read(long offset, ByteBuffer destination, IoAdvice... advice);

    /**
     * Reads from what is selected into a new array, which is shorter than asked if the end of the image comes first.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes to read, not negative
     * @return the bytes
     * @throws InvalidArgumentException if the offset or the length is negative, or the offset is at or past the end (unless
     *     the length is 0)
     * @throws HandleClosedException if the handle is closed
     * @throws ImageNotFoundException if the selected snapshot was removed
     *     <p>librbd: rbd_read2
     */
    default byte[] read(long offset, int length) {
        if (length < 0) {
            throw new InvalidArgumentException("read " + Quoted.of(name()) + ": " + Subject.range(offset, length) + ": "
                    + Reason.NEGATIVE.of(length));
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, Math.max(0, size() - Math.max(0, offset))));
        if (length > 0 && !buffer.hasRemaining()) {
            // Past the end there are no bytes, but reading none is allowed anywhere: only who asks for one is refused.
            buffer = ByteBuffer.allocate(1);
        }
        int count = read(offset, buffer);
        return count == buffer.capacity() ? buffer.array() : Arrays.copyOf(buffer.array(), count);
    }

    /**
     * Writes a buffer, from its position to its limit, and moves its position by what was written.
     *
     * @param offset where to begin, in bytes
     * @param source the bytes; may be direct or read-only
     * @param advice how the caller means to use the bytes
     * @throws InvalidArgumentException if the offset is negative or at or past the end (unless the buffer is empty), which
     *     is judged before read-only
     * @throws HandleClosedException if the handle is closed
     * @throws ReadOnlyImageException if the handle is read-only or a snapshot is selected, even if the buffer is empty
     * @throws IncompleteWriteException if the write crosses the end: what fits is written, and the exception says how much
     * @throws ImageNotFoundException if the selected snapshot was removed
     *     <p>librbd: rbd_write2
     */
    void write(long offset, ByteBuffer source, IoAdvice... advice);

    /**
     * Writes an array.
     *
     * @param offset where to begin, in bytes
     * @param source the bytes
     * @throws RbdException as {@link #write(long, ByteBuffer, IoAdvice...)} does
     *     <p>librbd: rbd_write2
     */
    default void write(long offset, byte[] source) {
        write(offset, ByteBuffer.wrap(source));
    }

    /**
     * Gives back space. The range is clipped at the end of the image and aligned inwards, within each object, to
     * {@code rbd_discard_granularity_bytes} (64 KiB by default); what lies outside the aligned range stays as it was, the
     * aligned range reads as zeroes.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes, less than 2^31
     * @throws InvalidArgumentException if the offset or the length is negative, the length is 2^31 or more, or the offset is
     *     at or past the end (unless the length is 0)
     * @throws HandleClosedException if the handle is closed
     * @throws ReadOnlyImageException if the handle is read-only or a snapshot is selected
     * @throws ImageNotFoundException if the selected snapshot was removed
     *     <p>librbd: rbd_discard
     */
    void discard(long offset, long length);

    /**
     * Returns when every write that was done through this handle is safe in the cluster.
     *
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_flush
     */
    void flush();

    /**
     * The size of what is selected, in bytes.
     *
     * @return the size; 0 if the selected snapshot was removed
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_get_size
     */
    long size();

    /**
     * Drops what this handle keeps of the image in memory, after writing back what is not in the cluster yet.
     *
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_invalidate_cache
     */
    void invalidateCache();
}
