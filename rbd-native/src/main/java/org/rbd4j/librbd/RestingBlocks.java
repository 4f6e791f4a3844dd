package org.rbd4j.librbd;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Blocks of C's memory of one size that C is told to write to until a call is over. None is ever freed, and the one that rests longest is
 * used again first: should C write late after all, it falls on what nobody uses.
 */
final class RestingBlocks {
    private static final int LEAST_RESTING = 64;

    private final long bytes;
    private final BlockingQueue<Long> resting = new LinkedBlockingQueue<>();

    RestingBlocks(long bytes) {
        this.bytes = bytes;
    }

    /** The address of a block for one call. */
    long take() {
        Long rested = resting.size() > LEAST_RESTING ? resting.poll() : null;
        return rested == null ? NativeMemory.allocated(bytes) : rested;
    }

    /** Ends the call. */
    void rest(long block) {
        resting.add(block);
    }
}
