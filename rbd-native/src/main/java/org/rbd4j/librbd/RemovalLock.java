package org.rbd4j.librbd;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Within this JVM an image's name is removed by one call at a time: of two at once librbd may never answer one, where each finds
 * what the other has taken away already. Against a removal by another process nothing helps.
 *
 * <p>It is taken inside a handle, by the thread that goes into C, and given back when C comes back: a caller whose deadline passed is gone
 * by then.
 */
final class RemovalLock {
    private static final PerImage<RemovalLock> ALL = new PerImage<>(RemovalLock::new);

    private final ReentrantLock lock = new ReentrantLock();

    private RemovalLock() {}

    /**
     * The lock of a name.
     *
     * @param image the cluster, the pool and the name
     */
    static RemovalLock of(String image) {
        return ALL.of(image);
    }

    /** A call into C that removes an image. */
    @FunctionalInterface
    interface Removal {
        int invoke() throws Throwable;
    }

    /** Carries it out while there is no other of this name. */
    int alone(Removal removal) throws Throwable {
        lock.lock();
        try {
            return removal.invoke();
        } finally {
            lock.unlock();
        }
    }
}
