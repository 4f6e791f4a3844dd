package org.rbd4j.librbd;

import java.util.concurrent.locks.LockSupport;

/** What a thread has to do that nobody else would do is done again after a pause, in which there may come to be memory for it. */
final class NextAttempt {
    private static final long PAUSE_NANOS = 1_000_000;

    private NextAttempt() {}

    /** Waits for it; makes no object. */
    static void await() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
