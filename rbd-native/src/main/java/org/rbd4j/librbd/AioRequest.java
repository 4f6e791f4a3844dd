package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_CREATE_COMPLETION;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_GET_RETURN_VALUE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_RELEASE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One asynchronous request on its way through librbd: from when C took it until it is done, which it is exactly once. */
final class AioRequest {
    /** A call into C that begins the request and answers 0, or with an errno and without ever being done. */
    @FunctionalInterface
    interface Beginning {
        int begin(MemorySegment completion) throws Throwable;
    }

    private final LongConsumer returned;
    private final CompletionQueue queue;
    private final MemorySegment completion;

    /** Ends what C relies on until it is done, even if everybody else has given the request up; harmless if it is done again. */
    private final Runnable whenBack;

    /** How far the end has come: what ran out of memory is done again, and what was done is not. */
    private @Nullable Long code;

    private boolean isForgotten;
    private boolean isReleased;
    private boolean hasLeft;

    private AioRequest(LongConsumer returned, CompletionQueue queue, MemorySegment completion, Runnable whenBack) {
        this.returned = returned;
        this.queue = queue;
        this.completion = completion;
        this.whenBack = whenBack;
    }

    /**
     * Begins a request.
     *
     * @param queue that of the image
     * @param whenBack ends what C relies on meanwhile, also if the request does not begin; may be run more than once
     * @param returned is told what C returns in the end, on a thread that may be blocked
     */
    static void begin(
            String what,
            CompletionQueue queue,
            Runnable whenBack,
            Arena arena,
            LongConsumer returned,
            Beginning beginning)
            throws Throwable {
        MemorySegment place = arena.allocate(ADDRESS);
        // Without a function to call: librbd would have a thread of its own call it, and that thread would have to
        // become one of Java's.
        int created = (int) RBD_AIO_CREATE_COMPLETION.invokeExact(MemorySegment.NULL, MemorySegment.NULL, place);
        ReturnCode.check(what, created);
        MemorySegment completion = place.get(ADDRESS, 0);
        AioRequest request = enter(returned, queue, completion, whenBack);
        int begun;
        try {
            begun = beginning.begin(completion);
        } catch (Throwable notBegun) {
            request.abandon();
            throw notBegun;
        }
        if (begun < 0) {
            request.abandon();
            ReturnCode.check(what, begun);
        }
    }

    private static AioRequest enter(
            LongConsumer returned, CompletionQueue queue, MemorySegment completion, Runnable whenBack)
            throws Throwable {
        try {
            AioRequest request = new AioRequest(returned, queue, completion, whenBack);
            queue.enter(completion, request);
            return request;
        } catch (Throwable notEntered) {
            RBD_AIO_RELEASE.invokeExact(completion);
            throw notEntered;
        }
    }

    private void abandon() throws Throwable {
        whenBack.run();
        release();
    }

    /** Ends the request, which is done; again if it threw. */
    void end() throws Throwable {
        if (code == null) {
            long returnValue = (long) RBD_AIO_GET_RETURN_VALUE.invokeExact(completion);
            code = returnValue;
        }
        whenBack.run();
        release();
        returned.accept(code);
    }

    /** librbd may give the next request the same completion at once: nobody may look for this one by it any more. */
    private void release() throws Throwable {
        if (!isForgotten) {
            queue.forget(completion);
            isForgotten = true;
        }
        if (!isReleased) {
            RBD_AIO_RELEASE.invokeExact(completion);
            isReleased = true;
        }
        if (!hasLeft) {
            queue.leave();
            hasLeft = true;
        }
    }
}
