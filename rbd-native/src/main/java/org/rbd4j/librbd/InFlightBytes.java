package org.rbd4j.librbd;

import java.util.ArrayDeque;
import java.util.Queue;
import org.rbd4j.RbdTimeoutException;

/**
 * How many bytes of C's memory all requests in flight hold together: so many at most, or those of one. Who wants more waits, and who
 * comes later waits behind him.
 */
final class InFlightBytes {
    private static final long MOST_OF_ALL = 64L << 20;

    /** Those of all connections, and no more than a part of what Java gives to C by default. */
    static final InFlightBytes ALL =
            new InFlightBytes(Math.min(MOST_OF_ALL, Runtime.getRuntime().maxMemory() / 4));

    private final long most;

    /** Guarded by this, as is the field below. */
    private long held;

    /** Of those who wait, or are about to look whether they must. */
    private final Queue<Object> turns = new ArrayDeque<>();

    InFlightBytes(long most) {
        this.most = most;
    }

    /** Takes some, when others have given back enough. */
    synchronized void take(String what, long bytes, Deadline deadline) {
        Object turn = new Object();
        turns.add(turn);
        try {
            boolean isInTime = deadline.await(this, () -> turns.peek() != turn || (held > 0 && held + bytes > most));
            if (!isInTime) {
                throw new RbdTimeoutException(what + ": " + held + " bytes of other requests are in flight, of at most "
                        + most + ", and did not become fewer within " + deadline);
            }
            held += bytes;
        } finally {
            turns.remove(turn);
            notifyAll();
        }
    }

    /** Gives some back. */
    synchronized void giveBack(long bytes) {
        held -= bytes;
        notifyAll();
    }
}
