package org.rbd4j.librbd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The bytes of one read or write on their way, which C sees in the caller's direct buffer or in a staging segment. How many they are
 * is asked of the buffer once, for another thread may move its position or its limit at any time.
 */
final class Transfer implements AutoCloseable {
    /** A call into C that reads or writes the bytes. */
    @FunctionalInterface
    interface Crossing {
        long cross(MemorySegment bytes) throws Throwable;
    }

    private enum Place {
        JAVA,
        INSIDE_C,
        /** Inside C, though the transfer was closed. */
        LEFT_BEHIND,
        BACK,
        CLOSED
    }

    private static final Runnable NOTHING = () -> {};

    private final MemorySegment buffer;
    private final MemorySegment bytes;
    private final Runnable release;
    private final AtomicReference<Place> place = new AtomicReference<>(Place.JAVA);

    private Transfer(MemorySegment buffer, MemorySegment bytes, Runnable release) {
        this.buffer = buffer;
        this.bytes = bytes;
        this.release = release;
    }

    /**
     * What lies between a buffer's position and limit. Of the buffer itself Java makes a segment whose address and length come of two
     * looks at the position: if another thread moves it in between, C would see memory that is nobody's. A slice is looked at once, and
     * nobody else has it.
     */
    static MemorySegment contentOf(ByteBuffer buffer) {
        return MemorySegment.ofBuffer(buffer.slice());
    }

    /** Begins a transfer of what lies between a buffer's position and limit. */
    static Transfer of(ByteBuffer buffer, Deadline deadline) {
        MemorySegment content = contentOf(buffer);
        // Staged is also a mapped file, for if it was truncated, Java throws where C ends the process; and under a
        // deadline every buffer, for a call that outlives it goes on using the bytes.
        if (content.isNative() && !content.isMapped() && !deadline.mayPass()) {
            return new Transfer(content, content, NOTHING);
        }
        return staged(content);
    }

    /**
     * Begins a transfer that goes on after the call that began it: C never sees the caller's own memory, which the caller may
     * give back meanwhile. Waits while too many are in flight.
     */
    static Transfer outliving(String what, ByteBuffer buffer, Deadline deadline) {
        MemorySegment content = contentOf(buffer);
        long held = Staging.bytesFor(content.byteSize());
        InFlightBytes.ALL.take(what, held, deadline);
        try {
            Transfer staged = staged(content);
            return new Transfer(content, staged.bytes, () -> {
                try {
                    staged.release.run();
                } finally {
                    InFlightBytes.ALL.giveBack(held);
                }
            });
        } catch (Throwable failure) {
            InFlightBytes.ALL.giveBack(held);
            throw failure;
        }
    }

    private static Transfer staged(MemorySegment content) {
        if (content.byteSize() <= Staging.MOST_BYTES) {
            Staging staging = Staging.of(content.byteSize());
            MemorySegment segment = staging.take();
            return new Transfer(content, segment.asSlice(0, content.byteSize()), () -> staging.putBack(segment));
        }
        Arena arena = Arena.ofShared();
        return new Transfer(content, arena.allocate(content.byteSize()), arena::close);
    }

    /** How many bytes. */
    long length() {
        return bytes.byteSize();
    }

    /** Copies the caller's bytes to where C sees them. */
    void fill() {
        if (bytes != buffer) {
            bytes.copyFrom(buffer);
        }
    }

    /** Lets C at the bytes, once, and never after the transfer was closed. */
    long cross(Crossing crossing) throws Throwable {
        MemorySegment crossed = goInside();
        try {
            return crossing.cross(crossed);
        } finally {
            comeBack();
        }
    }

    /** Lets C at the bytes until {@link #comeBack()}; once, and never after the transfer was closed. */
    MemorySegment goInside() {
        if (!place.compareAndSet(Place.JAVA, Place.INSIDE_C)) {
            throw new IllegalStateException("the deadline passed before this thread went into C");
        }
        return bytes;
    }

    /** C has no use for the bytes any more. */
    void comeBack() {
        Place before =
                place.getAndUpdate(now -> now == Place.LEFT_BEHIND || now == Place.CLOSED ? Place.CLOSED : Place.BACK);
        if (before == Place.LEFT_BEHIND) {
            release.run();
        }
    }

    /** Copies what C wrote to the caller's buffer. */
    void drain(long count) {
        if (bytes != buffer) {
            MemorySegment.copy(bytes, 0, buffer, 0, count);
        }
    }

    /** Gives the staging segment back, once; if C can still come to it, for a call outlived its deadline, as soon as it cannot. */
    @Override
    public void close() {
        Place before = place.getAndUpdate(
                now -> now == Place.INSIDE_C || now == Place.LEFT_BEHIND ? Place.LEFT_BEHIND : Place.CLOSED);
        if (before == Place.JAVA || before == Place.BACK) {
            release.run();
        }
    }
}
