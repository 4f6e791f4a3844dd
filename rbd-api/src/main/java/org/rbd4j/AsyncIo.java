package org.rbd4j;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;

/**
 * Reads, writes, discards and flushes of one open handle that are in flight while the caller goes on.
 *
 * <p>What is in flight has no order. Two writes to the same bytes may be done in either order, and a read may miss a write that
 * was begun before it, or see half of it; librbd does all of this. Whoever needs an order waits for a future before beginning
 * what comes after. Three things can be counted on:
 *
 * <ul>
 *   <li>What a future that is complete says was done, everybody sees.
 *   <li>A {@link #flush()} is complete only after everything that was begun before it through this handle.
 *   <li>{@link Image#close()} returns only after everything that was begun through this handle.
 * </ul>
 *
 * <p>Every failure arrives through the future, none is thrown: the future of a call on a handle that is closed fails
 * with {@link HandleClosedException}, that of a {@code null} argument with {@link NullPointerException}, and that of a request for
 * which there is no memory with {@link OutOfMemoryError}. A {@link CompletableFuture#cancel(boolean)} stops nothing. Where what is in
 * flight takes memory of its own, as through librbd, there is a limit to it, and a call waits until there is less.
 *
 * <p>A future is complete when the call returns, or later on a thread that may be blocked: what depends on it may use the image. It
 * may begin the next request and hang the next step on that one, as often as it likes: what is hung on a future that is complete runs at
 * once, but from some depth on not inside the step before it.
 *
 * <p>Others implement this interface too. A method that is added to it is {@code default}, and its future fails with
 * {@link FunctionNotSupportedException} that names it where an implementation is older.
 */
public interface AsyncIo {
    /**
     * Begins a read from what is selected into a buffer, from its position to its limit. The buffer belongs to the read until the
     * future is complete; its position is then moved by what was read.
     *
     * @param offset where to begin, in bytes
     * @param destination takes the bytes; may be direct, not read-only
     * @param advice how the caller means to use the bytes
     * @return how many bytes were read; fails as {@link Image#read(long, ByteBuffer, IoAdvice...)} does
     *     <p>librbd: rbd_aio_read2
     */
    CompletableFuture<Integer> read(long offset, ByteBuffer destination, IoAdvice... advice);

    /**
     * Begins a read from what is selected into a new array, which is shorter than asked if the end of the image comes first.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes to read, not negative; so many are allocated at once
     * @return the bytes; fails as {@link Image#read(long, int)} does
     *     <p>librbd: rbd_aio_read2
     */
    default CompletableFuture<byte[]> read(long offset, int length) {
        if (length < 0) {
            return CompletableFuture.failedFuture(new InvalidArgumentException(
                    "async.read: " + Subject.range(offset, length) + ": " + Reason.NEGATIVE.of(length)));
        }
        byte[] bytes;
        try {
            bytes = new byte[length];
        } catch (OutOfMemoryError tooMany) {
            return CompletableFuture.failedFuture(tooMany);
        }
        return read(offset, ByteBuffer.wrap(bytes))
                .thenApply(count -> count == length ? bytes : Arrays.copyOf(bytes, count));
    }

    /**
     * Begins a write of a buffer, from its position to its limit. The bytes are taken before the call returns, and the position is
     * moved to the limit: the caller may use the buffer again at once.
     *
     * @param offset where to begin, in bytes
     * @param source the bytes; may be direct or read-only
     * @param advice how the caller means to use the bytes
     * @return complete when the write is done; fails as {@link Image#write(long, ByteBuffer, IoAdvice...)} does
     *     <p>librbd: rbd_aio_write2, which does not tell that a write crossed the end: the end is the one that the handle knew when
     *     the write began
     */
    CompletableFuture<Void> write(long offset, ByteBuffer source, IoAdvice... advice);

    /**
     * Begins a write of an array, whose bytes are taken before the call returns.
     *
     * @param offset where to begin, in bytes
     * @param source the bytes
     * @return complete when the write is done; fails as {@link #write(long, ByteBuffer, IoAdvice...)} does
     *     <p>librbd: rbd_aio_write2
     */
    default CompletableFuture<Void> write(long offset, byte[] source) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(source);
        } catch (NullPointerException none) {
            return CompletableFuture.failedFuture(none);
        }
        return write(offset, bytes);
    }

    /**
     * Begins a discard, which gives back space as {@link Image#discard} does; of any length, for here librbd has no limit.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes
     * @return complete when the discard is done; fails as {@link Image#discard} does, but for the limit
     *     <p>librbd: rbd_aio_discard
     */
    CompletableFuture<Void> discard(long offset, long length);

    /**
     * Begins a flush.
     *
     * @return complete when everything that was begun before through this handle is done and safe in the cluster, whatever came of
     *     it; fails as {@link Image#flush()} does
     *     <p>librbd: rbd_aio_flush
     */
    CompletableFuture<Void> flush();
}
