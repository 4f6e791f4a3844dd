package org.rbd4j.librbd;

import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_DISCARD;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_FLUSH;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_READ2;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_WRITE2;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rbd4j.AsyncIo;
import org.rbd4j.IoAdvice;

/** Requests of one image that are in flight inside librbd; the handle is not given back before the last one has left it. */
final class LibrbdAsyncIo implements AsyncIo {
    private final String label;
    private final Handle handle;
    private final ImageSize size;

    LibrbdAsyncIo(String label, Handle handle, ImageSize size) {
        this.label = label;
        this.handle = handle;
        this.size = size;
    }

    @Override
    public CompletableFuture<Integer> read(long offset, ByteBuffer destination, IoAdvice... advice) {
        int flags = LibrbdIo.flags(advice);
        long length = destination.remaining();
        String what = "read " + label + " asynchronously: " + length + " bytes at offset " + offset;
        return orFailed(() -> {
            LibrbdIo.requireNotNegative(what, offset);
            LibrbdIo.requireWritable(what, destination);
            Transfer transfer = Transfer.outliving(destination);
            return begin(
                    what,
                    transfer::close,
                    (image, arena) -> {
                        ImageSize.learn(what, image, arena);
                        return AioRequest.begin(
                                what, Optional.of(transfer), arena, completion -> (int) RBD_AIO_READ2.invokeExact(
                                        image, offset, length, transfer.goInside(), completion, flags));
                    },
                    read -> {
                        LibrbdIo.requireAtMost(what, read, length);
                        transfer.drain(read);
                        destination.position(destination.position() + (int) read);
                        return (int) read;
                    });
        });
    }

    @Override
    public CompletableFuture<Void> write(long offset, ByteBuffer source, IoAdvice... advice) {
        int flags = LibrbdIo.flags(advice);
        long length = source.remaining();
        String what = "write " + label + " asynchronously: " + length + " bytes at offset " + offset;
        return orFailed(() -> {
            LibrbdIo.requireNotNegative(what, offset);
            AtomicLong end = new AtomicLong();
            Transfer transfer = Transfer.outliving(source);
            transfer.fill();
            source.position(source.limit());
            return whileSizeStays(
                    what,
                    transfer::close,
                    (image, arena) -> {
                        end.set(ImageSize.learn(what, image, arena));
                        return AioRequest.begin(
                                what, Optional.of(transfer), arena, completion -> (int) RBD_AIO_WRITE2.invokeExact(
                                        image, offset, length, transfer.goInside(), completion, flags));
                    },
                    done -> {
                        // librbd writes what fits, and does not say so.
                        LibrbdIo.requireComplete(what, Math.min(length, Math.max(0, end.get() - offset)), length);
                        return null;
                    });
        });
    }

    @Override
    public CompletableFuture<Void> discard(long offset, long length) {
        String what = "discard " + label + " asynchronously: " + length + " bytes at offset " + offset;
        return orFailed(() -> {
            LibrbdIo.requireNotNegative(what, offset);
            LibrbdIo.requireNotNegative(what, length);
            return whileSizeStays(
                    what,
                    () -> {},
                    (image, arena) -> {
                        ImageSize.learn(what, image, arena);
                        return AioRequest.begin(what, Optional.empty(), arena, completion ->
                                (int) RBD_AIO_DISCARD.invokeExact(image, offset, length, completion));
                    },
                    done -> null);
        });
    }

    @Override
    public CompletableFuture<Void> flush() {
        String what = "flush " + label + " asynchronously";
        return orFailed(() -> begin(
                what,
                () -> {},
                (image, arena) -> AioRequest.begin(what, Optional.empty(), arena, completion ->
                        (int) RBD_AIO_FLUSH.invokeExact(image, completion)),
                done -> null));
    }

    /** Every failure arrives through the future. */
    private static <T extends @Nullable Object> CompletableFuture<T> orFailed(Supplier<CompletableFuture<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private <T extends @Nullable Object> CompletableFuture<T> whileSizeStays(
            String what, Runnable end, Handle.Call<CompletableFuture<Long>> beginning, LongFunction<T> result) {
        Runnable letSizeGo;
        try {
            letSizeGo = size.lock().keepSize();
        } catch (RuntimeException | Error failure) {
            end.run();
            throw failure;
        }
        return begin(
                what,
                () -> {
                    letSizeGo.run();
                    end.run();
                },
                beginning,
                result);
    }

    /**
     * Begins a request.
     *
     * @param end what is to be done in the end, whatever comes of the request
     * @param result makes the answer of what C returned, before the end
     */
    private <T extends @Nullable Object> CompletableFuture<T> begin(
            String what, Runnable end, Handle.Call<CompletableFuture<Long>> beginning, LongFunction<T> result) {
        // Not one that depends on C's: a caller who cancels it must not keep the end from being done.
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            handle.begin(what, beginning, AioRequest.THREADS)
                    .thenApply(code -> result.apply(ReturnCode.check(what, code)))
                    .whenComplete((value, failure) -> {
                        try {
                            end.run();
                        } finally {
                            complete(answer, value, failure);
                        }
                    });
        } catch (RuntimeException | Error failure) {
            end.run();
            throw failure;
        }
        return answer;
    }

    private static <T extends @Nullable Object> void complete(
            CompletableFuture<T> answer, @Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
        }
    }
}
