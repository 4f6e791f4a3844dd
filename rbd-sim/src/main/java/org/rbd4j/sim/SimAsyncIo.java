package org.rbd4j.sim;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rbd4j.AsyncIo;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.IoAdvice;
import org.rbd4j.internal.BufferAccess;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.RequestFuture;
import org.rbd4j.internal.Subject;

/**
 * Asynchronous requests of one simulated handle, each of which is done, or was refused, when its call returns: one of the orders
 * that librbd allows, and always the same.
 */
final class SimAsyncIo implements AsyncIo {
    private final SimImage image;

    SimAsyncIo(SimImage image) {
        this.image = image;
    }

    @Override
    public CompletableFuture<Integer> read(long offset, ByteBuffer destination, IoAdvice... advice) {
        return ended(() -> {
            Arguments.requireNoNull(advice);
            BufferAccess.requireEverywhere(
                    () -> image.describe("async.read", Subject.range(offset, destination.remaining())), destination);
            return image.read("async.read", offset, destination);
        });
    }

    @Override
    public CompletableFuture<byte[]> read(long offset, int length) {
        return length < 0
                ? RequestFuture.failed(
                        new InvalidArgumentException(image.describe("async.read", Subject.range(offset, length)) + ": "
                                + Reason.NEGATIVE.of(length)))
                : AsyncIo.super.read(offset, length);
    }

    @Override
    public CompletableFuture<Void> write(long offset, ByteBuffer source, IoAdvice... advice) {
        return ended(() -> {
            Arguments.requireNoNull(advice);
            ByteBuffer taken = source.slice();
            Arguments.requireNotNegative(
                    () -> image.describe("async.write", Subject.range(offset, taken.remaining())), offset);
            BufferAccess.advance(source, source.limit());
            image.write("async.write", offset, taken);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> discard(long offset, long length) {
        return ended(() -> {
            image.discardOfAnyLength("async.discard", offset, length);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> flush() {
        return ended(() -> {
            image.flush("async.flush");
            return null;
        });
    }

    /** Every failure arrives through the future, be it the caller's own or that of his buffer. */
    private static <T extends @Nullable Object> CompletableFuture<T> ended(Supplier<T> request) {
        try {
            return RequestFuture.completed(request.get());
        } catch (RuntimeException | Error failure) {
            return RequestFuture.failed(failure);
        }
    }
}
