package org.rbd4j.librbd;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/**
 * Within this JVM an image is not written while its size changes, through whichever handles and connections.
 *
 * <p>librbd queues a write that comes during a resize, and afterwards carries it out as it was clipped before; past the new
 * end there is no object map any more, and librbd ends the process. Against a resize by another process nothing helps.
 */
final class SizeLock {
    private static final Map<String, WeakReference<SizeLock>> ALL = new HashMap<>();

    /** Owned by no thread: a request that one thread began is ended by another. */
    private final StampedLock lock = new StampedLock();

    private SizeLock() {}

    /**
     * The lock of an image, the same for all who ask while one of them keeps it.
     *
     * @param image what tells the image from all others of all clusters
     */
    static SizeLock of(String image) {
        synchronized (ALL) {
            ALL.values().removeIf(reference -> reference.get() == null);
            WeakReference<SizeLock> known = ALL.get(image);
            SizeLock lock = known == null ? null : known.get();
            if (lock == null) {
                lock = new SizeLock();
                ALL.put(image, new WeakReference<>(lock));
            }
            return lock;
        }
    }

    /** Carries out what relies on the size; any number side by side. */
    <T> T whileSizeStays(Supplier<T> operation) {
        Runnable end = keepSize();
        try {
            return operation.get();
        } finally {
            end.run();
        }
    }

    /**
     * Keeps the size from now on.
     *
     * @return what ends that, to be run once, by any thread
     */
    Runnable keepSize() {
        long stamp = beginKeepingSize();
        return () -> endKeepingSize(stamp);
    }

    /**
     * Keeps the size from now on.
     *
     * @return for {@link #endKeepingSize}
     */
    long beginKeepingSize() {
        return lock.readLock();
    }

    /** Ends that, by any thread. */
    void endKeepingSize(long stamp) {
        lock.unlockRead(stamp);
    }

    /** Carries out what may change the size; alone. */
    <T> T whileSizeChanges(Supplier<T> operation) {
        long stamp = lock.writeLock();
        try {
            return operation.get();
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
