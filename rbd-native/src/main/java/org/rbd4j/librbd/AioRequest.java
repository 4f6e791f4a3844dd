package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_CREATE_COMPLETION;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_GET_RETURN_VALUE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_RELEASE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.rbd4j.internal.DaemonThreads;

/** One asynchronous request on its way through librbd: from when C took it until it is done, which it is exactly once. */
final class AioRequest {
    /** A call into C that begins the request and answers 0, or with an errno and without ever being done. */
    @FunctionalInterface
    interface Beginning {
        int begin(MemorySegment completion) throws Throwable;
    }

    /** Where what depends on a request runs that was not done in time. */
    static final Executor THREADS = DaemonThreads.named("rbd4j-deadline");

    private final CompletableFuture<Long> returned = new CompletableFuture<>();
    private final CompletionQueue queue;
    private final MemorySegment completion;

    /** C uses its memory until it is done, even if everybody else has given the request up. */
    private final Optional<Transfer> transfer;

    private boolean isOver;
    private long code;

    private AioRequest(CompletionQueue queue, MemorySegment completion, Optional<Transfer> transfer) {
        this.queue = queue;
        this.completion = completion;
        this.transfer = transfer;
    }

    /**
     * Begins a request.
     *
     * @param queue that of the image
     * @param transfer the bytes that C reads or writes meanwhile, if there are any
     * @return what C returns for it in the end; whatever depends on it runs on a thread that may be blocked
     */
    static CompletableFuture<Long> begin(
            String what, CompletionQueue queue, Optional<Transfer> transfer, Arena arena, Beginning beginning)
            throws Throwable {
        MemorySegment place = arena.allocate(ADDRESS);
        // Without a function to call: librbd would have a thread of its own call it, and that thread would have to
        // become one of Java's.
        int created = (int) RBD_AIO_CREATE_COMPLETION.invokeExact(MemorySegment.NULL, MemorySegment.NULL, place);
        ReturnCode.check(what, created);
        MemorySegment completion = place.get(ADDRESS, 0);
        AioRequest request = new AioRequest(queue, completion, transfer);
        int begun;
        try {
            queue.enter(completion, request);
            begun = beginning.begin(completion);
        } catch (Throwable notBegun) {
            request.abandon();
            throw notBegun;
        }
        if (begun < 0) {
            request.abandon();
            ReturnCode.check(what, begun);
        }
        return request.returned;
    }

    private void abandon() throws Throwable {
        transfer.ifPresent(Transfer::comeBack);
        release();
    }

    /** librbd may give the next request the same completion at once: nobody may look for this one by it any more. */
    private void release() throws Throwable {
        queue.forget(completion);
        RBD_AIO_RELEASE.invokeExact(completion);
        queue.leave();
    }

    /** Ends the request, which is done; again if it threw. */
    void end() throws Throwable {
        if (!isOver) {
            transfer.ifPresent(Transfer::comeBack);
            code = (long) RBD_AIO_GET_RETURN_VALUE.invokeExact(completion);
            isOver = true;
            release();
        }
        returned.complete(code);
    }
}
