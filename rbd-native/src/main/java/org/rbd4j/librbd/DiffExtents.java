package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.rbd4j.DiffExtent;
import org.rbd4j.Errno;

/**
 * The extents of one diff, in librbd's order, complete before anybody sees them.
 *
 * <p>librbd tells them on a thread of its own that also carries out reads and writes, so a visitor that used the image
 * from in there would wait for itself. They are written down in C's memory inside the call, and visited after it.
 */
final class DiffExtents implements AutoCloseable {
    /** A call into C that is given the callback and the argument to hand back to it. */
    @FunctionalInterface
    interface Iteration {
        int run(MemorySegment callback, MemorySegment argument) throws Throwable;
    }

    /** The last argument is an address, for which C's type would take an object. */
    static final MemorySegment UPCALL = Upcall.to(
            MethodHandles.lookup(), "tell", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG));

    /** One for all diffs. */
    static final MemorySegment CALLBACK = MachineCode.named("tell-extent").orElse(UPCALL);

    /**
     * What the argument leads to: how many extents there are, for how many there is room ({@link #OVER}), where they are, and what makes
     * more room.
     */
    private static final long COUNT = 0;

    private static final long ROOM = 8;
    private static final long EXTENTS = 16;
    private static final long REALLOC = 24;
    private static final RestingBlocks HEADERS = new RestingBlocks(32);

    /** The room of a diff that takes no extent any more. */
    private static final long OVER = -1;

    /** -ENOMEM: ends the diff. */
    static final int NO_MEMORY = -12;

    private static final long FIRST_ROOM = 1024;
    private static final long EXTENT_BYTES = 24;

    private final long header;

    private DiffExtents() {
        header = HEADERS.take();
        NativeMemory.set(header + COUNT, 0);
        NativeMemory.set(header + ROOM, 0);
        NativeMemory.set(header + EXTENTS, 0);
        NativeMemory.set(header + REALLOC, NativeMemory.realloc());
    }

    /**
     * What came of a diff.
     *
     * @param returned what C returned, an errno with its sign turned if it is negative
     * @param extents none if it failed
     */
    record Result(int returned, List<DiffExtent> extents) {}

    /** Runs a diff to its end. */
    static Result collect(String what, Iteration iteration) throws Throwable {
        try (DiffExtents extents = new DiffExtents()) {
            int returned = iteration.run(CALLBACK, MemorySegment.ofAddress(extents.header));
            if (returned == NO_MEMORY) {
                throw new OutOfMemoryError(what + ": no memory of C's for more than " + extents.count() + " extents");
            }
            return new Result(returned, returned < 0 ? List.of() : extents.all());
        }
    }

    private long count() {
        return NativeMemory.get(header + COUNT);
    }

    private List<DiffExtent> all() {
        List<DiffExtent> all = new ArrayList<>();
        long address = NativeMemory.get(header + EXTENTS);
        for (long i = count(); i > 0; i--) {
            all.add(new DiffExtent(
                    NativeMemory.get(address), NativeMemory.get(address + 8), NativeMemory.get(address + 16) != 0));
            address += EXTENT_BYTES;
        }
        return all;
    }

    @Override
    public void close() {
        NativeMemory.set(header + ROOM, OVER);
        NativeMemory.free(NativeMemory.get(header + EXTENTS));
        HEADERS.rest(header);
    }

    /** Called by C, one extent after the other: what it threw would end the JVM. */
    private static int tell(long offset, long length, int exists, long header) {
        try {
            long count = NativeMemory.get(header + COUNT);
            long room = NativeMemory.get(header + ROOM);
            if (room == OVER) {
                return -Errno.ECANCELED;
            }
            if (count == room) {
                long newRoom = Math.max(FIRST_ROOM, 2 * room);
                long larger = NativeMemory.resized(NativeMemory.get(header + EXTENTS), newRoom * EXTENT_BYTES);
                if (larger == 0) {
                    return NO_MEMORY;
                }
                NativeMemory.set(header + EXTENTS, larger);
                NativeMemory.set(header + ROOM, newRoom);
            }
            long address = NativeMemory.get(header + EXTENTS) + count * EXTENT_BYTES;
            NativeMemory.set(address, offset);
            NativeMemory.set(address + 8, length);
            NativeMemory.set(address + 16, exists);
            NativeMemory.set(header + COUNT, count + 1);
            return 0;
        } catch (Throwable unexpected) {
            // Nothing in here makes an object; the diff ends rather than the JVM.
            return NO_MEMORY;
        }
    }
}
