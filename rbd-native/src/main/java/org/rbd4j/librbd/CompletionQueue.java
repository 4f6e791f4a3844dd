package org.rbd4j.librbd;

import static org.rbd4j.librbd.LibrbdFunctions.RBD_POLL_IO_EVENTS;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SET_IMAGE_NOTIFICATION;

import java.lang.foreign.MemorySegment;

/** Where librbd keeps the requests of one image that are done until somebody asks for them. */
final class CompletionQueue {
    private final Completions completions = Completions.shared();
    private final MemorySegment image;

    /** Guarded by this. */
    private int inFlight;

    private CompletionQueue(MemorySegment image) {
        this.image = image;
    }

    /** Has librbd keep the image's requests from now on. */
    static CompletionQueue of(String what, MemorySegment image) throws Throwable {
        CompletionQueue queue = new CompletionQueue(image);
        int returned = (int) RBD_SET_IMAGE_NOTIFICATION.invokeExact(
                image, queue.completions.tokensGoTo(), CompletionPipe.EVENT_TYPE);
        ReturnCode.check(what, returned);
        return queue;
    }

    /** Notes a request that is about to begin; nothing is noted if it throws. */
    void enter(MemorySegment completion, AioRequest request) {
        synchronized (this) {
            if (inFlight == 0) {
                completions.queues().add(this);
            }
            inFlight++;
        }
        try {
            completions.requests().put(completion, request);
        } catch (Throwable outOfMemory) {
            leave();
            throw outOfMemory;
        }
    }

    /** Forgets a request that is done, or did not begin. */
    void forget(MemorySegment completion) {
        completions.requests().remove(completion);
    }

    /** Ends what {@link #enter} began. After the last one the image may be closed. */
    void leave() {
        synchronized (this) {
            if (--inFlight == 0) {
                completions.queues().remove(this);
            }
        }
    }

    /** Takes a request that is done, if there is one. */
    boolean poll(MemorySegment place) throws Throwable {
        synchronized (this) {
            return inFlight > 0 && (int) RBD_POLL_IO_EVENTS.invokeExact(image, place, 1) == 1;
        }
    }
}
