package org.rbd4j.librbd;

import org.rbd4j.RbdTimeoutException;

/** How many bytes of C's memory all requests in flight hold together: so many at most, or those of one. Who wants more waits. */
final class InFlightBytes {
    private static final long MOST_OF_ALL = 64L << 20;

    /** Those of all connections, and no more than a part of what Java gives to C by default. */
    static final InFlightBytes ALL =
            new InFlightBytes(Math.min(MOST_OF_ALL, Runtime.getRuntime().maxMemory() / 4));

    private final long most;

    /** Guarded by this. */
    private long held;

    InFlightBytes(long most) {
        this.most = most;
    }

    /** Takes some, when others have given back enough. */
    synchronized void take(String what, long bytes, Deadline deadline) {
        if (!deadline.await(this, () -> held > 0 && held + bytes > most)) {
            throw new RbdTimeoutException(what + ": " + held + " bytes of other requests are in flight, of at most "
                    + most + ", and did not become fewer within " + deadline);
        }
        held += bytes;
    }

    /** Gives some back. */
    synchronized void giveBack(long bytes) {
        held -= bytes;
        notifyAll();
    }
}
