package org.rbd4j.librbd;

import java.util.concurrent.locks.StampedLock;
import org.rbd4j.internal.StackRoom;

/**
 * Within this JVM no image is used in certain ways while its size, its HEAD or its features change, through whichever handles and
 * connections: it is not written, its object map is not gone through, its snapshots do not change. Nor is an image made or opened while
 * its name is taken away, by a removal or a renaming, or a name taken away by two calls at once.
 *
 * <p>librbd queues a write that comes during a resize, and afterwards carries it out as it was clipped before; past the new
 * end there is no object map any more, and librbd ends the process. What one handle asks for is carried out by another, if that one
 * owns the managed lock, beside what that one does: a new snapshot beside a rollback ends the process too.
 *
 * <p>Of two removals of a name at once librbd may never answer one, where each finds what the other has taken away already. One beside a
 * creation takes away what is there so far, the journal too; who has opened the image replays that journal, and librbd ends the process.
 * Against another process nothing helps.
 *
 * <p>It is taken inside a handle, by the thread that goes into C, and given back when C comes back: a caller whose deadline passed is gone
 * by then.
 */
final class ImageLock {
    private static final PerImage<ImageLock> ALL = new PerImage<>(ImageLock::new);

    /** Owned by no thread: a request that one thread began is ended by another. */
    private final StampedLock lock = new StampedLock();

    private ImageLock() {}

    /**
     * The lock of an image, the same for all who ask while one of them keeps it.
     *
     * @param image what tells the image from all others of all clusters
     */
    static ImageLock of(String image) {
        return ALL.of(image);
    }

    /**
     * The lock of an image's name, which is there before the image is, and apart from the image's own.
     *
     * @param pool the cluster and the pool
     * @param name the image's
     */
    static ImageLock ofName(String pool, String name) {
        return ALL.of(pool + "/" + name);
    }

    /** A call into C. */
    @FunctionalInterface
    interface Call<T> {
        T invoke() throws Throwable;
    }

    /** Carries out what relies on the image staying as it is; any number side by side. */
    <T> T whileItStays(Call<T> call) throws Throwable {
        long stamp = beginKeeping();
        try {
            return call.invoke();
        } finally {
            endKeeping(stamp);
        }
    }

    /**
     * Keeps the image as it is from now on.
     *
     * @return for {@link #endKeeping}
     */
    long beginKeeping() {
        StackRoom.require();
        return lock.readLock();
    }

    /** Ends that, by any thread. */
    void endKeeping(long stamp) {
        lock.unlockRead(stamp);
    }

    /** Carries out what changes the size, HEAD, the features or whose name it is; alone. */
    <T> T whileItChanges(Call<T> call) throws Throwable {
        StackRoom.require();
        long stamp = lock.writeLock();
        try {
            return call.invoke();
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
