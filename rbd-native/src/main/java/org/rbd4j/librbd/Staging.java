package org.rbd4j.librbd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A few segments of C memory that serve one transfer after the other, for all connections. */
final class Staging {
    /** Larger transfers get memory of their own: they are rare, and keeping theirs would be dear. */
    static final int SEGMENT_BYTES = 256 * 1024;

    private static final int KEPT = 16;
    private static final BlockingQueue<MemorySegment> IDLE = new ArrayBlockingQueue<>(KEPT);

    private Staging() {}

    /** A segment for one transfer at a time. */
    static MemorySegment take() {
        MemorySegment segment = IDLE.poll();
        // Automatic, because a segment that is never put back may still be in use by a call that outlived its deadline.
        return segment != null ? segment : Arena.ofAuto().allocate(SEGMENT_BYTES);
    }

    /** Ends a transfer; what exceeds the few that are kept is dropped. */
    static void putBack(MemorySegment segment) {
        IDLE.offer(segment);
    }
}
