package org.rbd4j.sim;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.internal.BufferAccess;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;
import org.rbd4j.sim.librbd.ImageIo;
import org.rbd4j.sim.rados.BufferRange;
import org.rbd4j.sim.rados.ClusterLock;

/**
 * Runs the reads and writes of one handle as {@link Calls} runs calls. There are so many of them that no object is made for one, unless it
 * fails or somebody wants to see it.
 *
 * @param handle the handle
 * @param io what it does
 * @param calls its client's calls
 * @param shared the hold of a call that others may run beside
 */
record Transfers(SimHandle handle, ImageIo io, Calls calls, ClusterLock.Hold shared) {
    /** Which way bytes go between the image and a buffer. */
    enum Direction {
        READ {
            @Override
            boolean mayBeShared(ImageIo io, long offset, int length) {
                return io.onlyReads(offset, length);
            }

            @Override
            int transfer(ImageIo io, long offset, BufferRange range) {
                return io.read(offset, range);
            }
        },
        WRITE {
            @Override
            boolean mayBeShared(ImageIo io, long offset, int length) {
                return io.writesInPlace(offset, length);
            }

            @Override
            int transfer(ImageIo io, long offset, BufferRange range) {
                return io.write(offset, range);
            }
        };

        /** Whether others may use the cluster meanwhile. */
        abstract boolean mayBeShared(ImageIo io, long offset, int length);

        /** Transfers as far as the image goes, and returns how many bytes that were. */
        abstract int transfer(ImageIo io, long offset, BufferRange range);
    }

    /** Fills a buffer, as far as the image goes, moves it, and returns how many bytes that were. */
    int read(String operation, long offset, ByteBuffer destination) {
        int begin = destination.position();
        BufferRange range = BufferRange.of(destination);
        int count = run(Direction.READ, operation, offset, range);
        BufferAccess.advance(destination, begin + count);
        handle.warnOfDefects(describe(operation, offset, range));
        return count;
    }

    /** Writes a buffer, and moves it as far as the image goes. */
    void write(String operation, long offset, ByteBuffer source) {
        int begin = source.position();
        BufferRange range = BufferRange.of(source);
        try {
            run(Direction.WRITE, operation, offset, range);
            BufferAccess.advance(source, begin + range.length());
        } catch (IncompleteWriteException failure) {
            BufferAccess.advance(source, begin + (int) failure.written());
            throw failure;
        }
        handle.warnOfDefects(describe(operation, offset, range));
    }

    private int run(Direction direction, String operation, long offset, BufferRange range) {
        shared.lock();
        try {
            if (direction.mayBeShared(io, offset, range.length())) {
                return locked(direction, operation, offset, range);
            }
        } finally {
            calls.release(shared);
        }
        ClusterLock.Hold exclusive = calls.lock().exclusive();
        exclusive.lock();
        try {
            return locked(direction, operation, offset, range);
        } finally {
            calls.release(exclusive);
        }
    }

    private int locked(Direction direction, String operation, long offset, BufferRange range) {
        return calls.isTraced()
                ? calls.traced(describe(operation, offset, range), () -> counted(direction, operation, offset, range))
                : counted(direction, operation, offset, range);
    }

    private int counted(Direction direction, String operation, long offset, BufferRange range) {
        calls.counters().count(SimCounter.CALLS);
        try {
            handle.requireOpen(describe(operation, offset, range));
            handle.context.refreshIfStale();
            int count = direction.transfer(io, offset, range);
            if (direction == Direction.WRITE && count < range.length()) {
                throw new IncompleteWriteException(
                        describe(operation, offset, range).get() + ": " + Reason.INCOMPLETE.of(count), count);
            }
            return count;
        } catch (RuntimeException | Error failure) {
            throw calls.failed(describe(operation, offset, range), failure);
        }
    }

    private Supplier<String> describe(String operation, long offset, BufferRange range) {
        return () -> handle.describe(operation, Subject.range(offset, range.length()));
    }
}
