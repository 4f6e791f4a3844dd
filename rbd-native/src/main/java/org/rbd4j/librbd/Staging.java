package org.rbd4j.librbd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Segments of C memory of one size, of which some are kept to serve one transfer after the other, for all connections. */
enum Staging {
    /** As many as an application keeps requests in flight: to make one takes longer than what goes through it. */
    SMALL(16 * 1024, 256),
    LARGE(256 * 1024, 16);

    /** Larger transfers get memory of their own: they are rare, and keeping theirs would be dear. */
    static final int MOST_BYTES = LARGE.segmentBytes;

    private final int segmentBytes;
    private final BlockingQueue<MemorySegment> idle;

    Staging(int segmentBytes, int kept) {
        this.segmentBytes = segmentBytes;
        this.idle = new ArrayBlockingQueue<>(kept);
    }

    /** The smallest that hold a transfer of so many bytes, at most {@link #MOST_BYTES}. */
    static Staging of(long bytes) {
        return bytes <= SMALL.segmentBytes ? SMALL : LARGE;
    }

    /** How many bytes of C's memory such a transfer takes, be they staged or its own. */
    static long bytesFor(long bytes) {
        return bytes <= MOST_BYTES ? of(bytes).segmentBytes : bytes;
    }

    /** A segment for one transfer at a time. */
    MemorySegment take() {
        MemorySegment segment = idle.poll();
        // Automatic, because a segment that is never put back may still be in use by a call that outlived its deadline.
        return segment != null ? segment : Arena.ofAuto().allocate(segmentBytes);
    }

    /** Ends a transfer; what exceeds the few that are kept is dropped. */
    void putBack(MemorySegment segment) {
        idle.offer(segment);
    }
}
