package org.rbd4j.librbd;

import java.util.concurrent.locks.StampedLock;
import org.rbd4j.internal.StackRoom;

/**
 * Within this JVM an image is not written while its size changes, through whichever handles and connections.
 *
 * <p>librbd queues a write that comes during a resize, and afterwards carries it out as it was clipped before; past the new
 * end there is no object map any more, and librbd ends the process. Against a resize by another process nothing helps.
 *
 * <p>It is taken inside a handle, by the thread that goes into C, and given back when C comes back: a caller whose deadline passed is gone
 * by then.
 */
final class SizeLock {
    private static final PerImage<SizeLock> ALL = new PerImage<>(SizeLock::new);

    /** Owned by no thread: a request that one thread began is ended by another. */
    private final StampedLock lock = new StampedLock();

    private SizeLock() {}

    /**
     * The lock of an image, the same for all who ask while one of them keeps it.
     *
     * @param image what tells the image from all others of all clusters
     */
    static SizeLock of(String image) {
        return ALL.of(image);
    }

    /** A call into C. */
    @FunctionalInterface
    interface Call<T> {
        T invoke() throws Throwable;
    }

    /** Carries out what relies on the size; any number side by side. */
    <T> T whileSizeStays(Call<T> call) throws Throwable {
        long stamp = beginKeepingSize();
        try {
            return call.invoke();
        } finally {
            endKeepingSize(stamp);
        }
    }

    /**
     * Keeps the size from now on.
     *
     * @return for {@link #endKeepingSize}
     */
    long beginKeepingSize() {
        StackRoom.require();
        return lock.readLock();
    }

    /** Ends that, by any thread. */
    void endKeepingSize(long stamp) {
        lock.unlockRead(stamp);
    }

    /** Carries out what may change the size; alone. */
    <T> T whileSizeChanges(Call<T> call) throws Throwable {
        StackRoom.require();
        long stamp = lock.writeLock();
        try {
            return call.invoke();
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
