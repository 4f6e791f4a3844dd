package org.rbd4j.sim;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.rbd4j.internal.OwnThread;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.RequestFuture;

/**
 * Makes the interface's calls once, on a cluster of nobody's, before the first cluster is made. What Java initialises or links for the
 * first time where there is no memory or no stack for it stays broken for the rest of the process's life, so that it is done here, where
 * there is.
 */
final class FirstUse {
    /** More than all of it takes. */
    private static final int RESERVE_BYTES = 4 << 20;

    private static final long STACK_BYTES = 1 << 20;

    private static boolean isDone;
    private static volatile @Nullable Thread preparing;

    private FirstUse() {}

    /** Ends in an {@link OutOfMemoryError} or a {@link StackOverflowError} if there is too little, and may be tried again then. */
    static void prepare() {
        if (!isHere()) {
            prepareOnce();
        }
    }

    /** Whether this thread is at it: nobody is to hear of what it does. */
    static boolean isHere() {
        return Thread.currentThread() == preparing;
    }

    private static synchronized void prepareOnce() {
        if (isDone) {
            return;
        }
        byte[] reserve = new byte[RESERVE_BYTES];
        Reference.reachabilityFence(reserve);
        Quoted.prepare();
        OwnThread.run("rbd4j-first-use", STACK_BYTES, FirstUse::run);
        isDone = true;
    }

    private static void run() {
        preparing = Thread.currentThread();
        try {
            RequestFuture.prepare();
            RehearsedCalls.make();
            RehearsedMeetings.make();
        } catch (RuntimeException wrong) {
            // A call that does not do what it should is the business of whoever makes it.
            return;
        } finally {
            preparing = null;
        }
    }
}
