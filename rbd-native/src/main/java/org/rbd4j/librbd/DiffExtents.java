package org.rbd4j.librbd;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rbd4j.DiffExtent;
import org.rbd4j.Errno;

/**
 * The extents of one diff, in librbd's order, complete before anybody sees them.
 *
 * <p>librbd tells them on a thread of its own that also carries out reads and writes, so a visitor that used the image
 * from in there would wait for itself. They are collected inside the call and visited after it.
 */
final class DiffExtents {
    /** A call into C that is given the callback and the argument to hand back to it. */
    @FunctionalInterface
    interface Iteration {
        int run(MemorySegment callback, MemorySegment argument) throws Throwable;
    }

    /** One for all diffs. */
    static final MemorySegment CALLBACK = Upcall.to(
            MethodHandles.lookup(),
            "tell",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS));

    private static final Map<Long, DiffExtents> RUNNING = new ConcurrentHashMap<>();
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final List<DiffExtent> extents = new ArrayList<>();
    private @Nullable Throwable failure;

    private DiffExtents() {}

    /** Runs a diff to its end. */
    static List<DiffExtent> collect(String what, Iteration iteration) throws Throwable {
        DiffExtents collector = new DiffExtents();
        long id = LAST_ID.incrementAndGet();
        RUNNING.put(id, collector);
        try {
            int returned = iteration.run(CALLBACK, MemorySegment.ofAddress(id));
            return collector.collected(what, returned);
        } finally {
            RUNNING.remove(id);
        }
    }

    private synchronized List<DiffExtent> collected(String what, int returned) throws Throwable {
        if (failure != null) {
            throw failure;
        }
        ReturnCode.check(what, returned);
        return extents;
    }

    private synchronized boolean took(long offset, long length, boolean exists) {
        try {
            extents.add(new DiffExtent(offset, length, exists));
            return true;
        } catch (Throwable reason) {
            failure = reason;
            return false;
        }
    }

    /** Called by C; what it throws would end the JVM, so it is kept for later and the iteration stopped. */
    private static int tell(long offset, long length, int exists, MemorySegment argument) {
        try {
            DiffExtents collector = RUNNING.get(argument.address());
            return collector != null && collector.took(offset, length, exists != 0) ? 0 : -Errno.ECANCELED;
        } catch (Throwable outOfMemory) {
            return -Errno.ECANCELED;
        }
    }
}
