package org.rbd4j.librbd;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Within this JVM an image's name is taken away by one call at a time, a removal or a renaming, and meanwhile nobody makes or opens what it
 * names. Of two removals at once librbd may never answer one, where each finds what the other has taken away already. One beside a
 * creation takes away what is there so far, the journal too; who has opened the image replays that journal, and librbd ends the process.
 * Against another process nothing helps.
 *
 * <p>It is taken inside a handle, by the thread that goes into C, and given back when C comes back: a caller whose deadline passed is gone
 * by then.
 */
final class NameLock {
    private static final PerImage<NameLock> ALL = new PerImage<>(NameLock::new);

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    private NameLock() {}

    /**
     * The lock of a name.
     *
     * @param image the cluster, the pool and the name
     */
    static NameLock of(String image) {
        return ALL.of(image);
    }

    /** A call into C. */
    @FunctionalInterface
    interface Call<T> {
        T invoke() throws Throwable;
    }

    /** Carries out what takes the name away. */
    <T> T alone(Call<T> call) throws Throwable {
        return within(lock.writeLock(), call);
    }

    /** Carries out what makes or opens the image; any number side by side. */
    <T> T whileItStays(Call<T> call) throws Throwable {
        return within(lock.readLock(), call);
    }

    private static <T> T within(Lock lock, Call<T> call) throws Throwable {
        lock.lock();
        try {
            return call.invoke();
        } finally {
            lock.unlock();
        }
    }
}
