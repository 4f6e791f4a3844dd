package org.rbd4j.librbd;

import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_DISCARD;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_FLUSH;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_READ2;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_WRITE2;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rbd4j.AsyncIo;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.IoAdvice;
import org.rbd4j.internal.BufferAccess;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.RequestFuture;
import org.rbd4j.internal.StackRoom;
import org.rbd4j.internal.Subject;

/** Requests of one image that are in flight inside librbd; the handle is not given back before the last one has left it. */
final class LibrbdAsyncIo implements AsyncIo {
    private final Subject subject;
    private final Handle handle;
    private final ImageSize size;
    private final Deadline deadline;
    private final ImageReasons reasons;

    /** Null before the first request, for few images have any. */
    private volatile @Nullable CompletionQueue queue;

    LibrbdAsyncIo(Subject subject, Handle handle, ImageSize size, Deadline deadline, ImageReasons reasons) {
        this.subject = subject;
        this.reasons = reasons;
        this.handle = handle;
        this.size = size;
        this.deadline = deadline;
    }

    @Override
    public CompletableFuture<Integer> read(long offset, ByteBuffer destination, IoAdvice... advice) {
        return orFailed(() -> {
            int flags = LibrbdIo.flags(advice);
            int begin = destination.position();
            BufferAccess.requireEverywhere(() -> what("read", destination.remaining(), offset), destination);
            Transfer transfer = Transfer.outliving(subject.call("async.read"), destination, deadline);
            return orClosed(transfer, () -> {
                long length = transfer.length();
                String what = what("read", length, offset);
                LibrbdIo.requireNotNegative(what, offset);
                LibrbdIo.requireWritable(what, destination);
                return begin(
                        what,
                        reasons.at(offset),
                        transfer::close,
                        (image, arena, ending) -> {
                            ImageSize.learn(what, image, arena);
                            AioRequest.begin(
                                    what,
                                    queue(image),
                                    transfer::comeBack,
                                    arena,
                                    ending,
                                    completion -> (int) RBD_AIO_READ2.invokeExact(
                                            image, offset, length, transfer.goInside(), completion, flags));
                        },
                        read -> {
                            LibrbdIo.requireAtMost(what, read, length);
                            transfer.drain(read);
                            BufferAccess.advance(destination, begin + (int) read);
                            return (int) read;
                        });
            });
        });
    }

    @Override
    public CompletableFuture<byte[]> read(long offset, int length) {
        return length < 0
                ? RequestFuture.failed(
                        new InvalidArgumentException(what("read", length, offset) + ": " + Reason.NEGATIVE.of(length)))
                : AsyncIo.super.read(offset, length);
    }

    @Override
    public CompletableFuture<Void> write(long offset, ByteBuffer source, IoAdvice... advice) {
        return orFailed(() -> {
            int flags = LibrbdIo.flags(advice);
            BufferAccess.requireHere(() -> what("write", source.remaining(), offset), source);
            Transfer transfer = Transfer.outliving(subject.call("async.write"), source, deadline);
            return orClosed(transfer, () -> {
                long length = transfer.length();
                String what = what("write", length, offset);
                AtomicLong end = new AtomicLong();
                LibrbdIo.requireNotNegative(what, offset);
                transfer.fill();
                BufferAccess.advance(source, source.limit());
                return whileImageStays(
                        what,
                        reasons.at(offset),
                        transfer::close,
                        (image, arena, ending, stay) -> {
                            end.set(ImageSize.learn(what, image, arena));
                            Runnable whenBack = () -> {
                                transfer.comeBack();
                                stay.end();
                            };
                            AioRequest.begin(
                                    what,
                                    queue(image),
                                    whenBack,
                                    arena,
                                    ending,
                                    completion -> (int) RBD_AIO_WRITE2.invokeExact(
                                            image, offset, length, transfer.goInside(), completion, flags));
                        },
                        done -> {
                            // librbd writes what fits, and does not say so.
                            LibrbdIo.requireComplete(what, Math.min(length, Math.max(0, end.get() - offset)), length);
                            return null;
                        });
            });
        });
    }

    /** Gives the memory of a request back that does not begin. */
    private static <T extends @Nullable Object> CompletableFuture<T> orClosed(
            Transfer transfer, Supplier<CompletableFuture<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException | Error failure) {
            transfer.close();
            throw failure;
        }
    }

    private String what(String operation, long length, long offset) {
        return subject.call("async." + operation, Subject.range(offset, length));
    }

    @Override
    public CompletableFuture<Void> discard(long offset, long length) {
        String what = what("discard", length, offset);
        return orFailed(() -> {
            LibrbdIo.requireNotNegative(what, offset);
            LibrbdIo.requireNotNegative(what, length);
            return whileImageStays(
                    what,
                    reasons.at(offset),
                    () -> {},
                    (image, arena, ending, stay) -> {
                        ImageSize.learn(what, image, arena);
                        AioRequest.begin(what, queue(image), stay::end, arena, ending, completion ->
                                (int) RBD_AIO_DISCARD.invokeExact(image, offset, length, completion));
                    },
                    done -> null);
        });
    }

    @Override
    public CompletableFuture<Void> flush() {
        String what = subject.call("async.flush");
        return orFailed(() -> begin(
                what,
                reasons.gone(),
                () -> {},
                (image, arena, ending) -> AioRequest.begin(what, queue(image), () -> {}, arena, ending, completion ->
                        (int) RBD_AIO_FLUSH.invokeExact(image, completion)),
                done -> null));
    }

    private CompletionQueue queue(MemorySegment image) throws Throwable {
        CompletionQueue known = queue;
        return known == null ? makeQueue(image) : known;
    }

    private synchronized CompletionQueue makeQueue(MemorySegment image) throws Throwable {
        CompletionQueue made = queue;
        if (made == null) {
            made = CompletionQueue.of(subject.call("listen for what is done in"), image);
            queue = made;
        }
        return made;
    }

    /** Every failure arrives through the future, be it the caller's own or that of his buffer. */
    private static <T extends @Nullable Object> CompletableFuture<T> orFailed(Supplier<CompletableFuture<T>> request) {
        try {
            StackRoom.require();
            return request.get();
        } catch (RuntimeException | Error failure) {
            return RequestFuture.failed(failure);
        }
    }

    /** A call into C that begins a request, and sees to it that the size stays until C is done. */
    @FunctionalInterface
    private interface KeepingImage {
        void begin(MemorySegment image, Arena arena, LongConsumer ending, ImageStay stay) throws Throwable;
    }

    private <T extends @Nullable Object> CompletableFuture<T> whileImageStays(
            String what, Why why, Runnable release, KeepingImage beginning, LongFunction<T> result) {
        ImageStay stay = new ImageStay(size.lock(what));
        return begin(
                what,
                why,
                release,
                (image, arena, ending) -> {
                    stay.begin();
                    try {
                        beginning.begin(image, arena, ending, stay);
                    } catch (Throwable notBegun) {
                        stay.end();
                        throw notBegun;
                    }
                },
                result);
    }

    /**
     * Begins a request.
     *
     * @param why why it failed, if it does
     * @param release gives back what the request took, whatever came of it
     * @param result makes the answer of what C returned, before that
     */
    private <T extends @Nullable Object> CompletableFuture<T> begin(
            String what, Why why, Runnable release, Handle.Beginning beginning, LongFunction<T> result) {
        return handle.begin(what, beginning, code -> result.apply(ReturnCode.check(what, code, why)), release);
    }
}
