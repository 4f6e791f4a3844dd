package org.rbd4j.sim.rados;

import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The lock that guards a cluster: a call that only reads holds one of several locks, by its thread, so that such calls do not
 * stand in each other's way; a call that changes something holds all of them.
 *
 * <p>Between two requests of a change that takes long, calls that read images which it has nothing to do with are
 * {@linkplain #letReadersIn let in}; everything else waits until it is done.
 */
public final class ClusterLock {
    private static final int MOST_STRIPES = 8;

    /** A call's hold of the lock: one thread's, from the one method to the other. */
    public interface Hold {
        /** Waits for it. */
        void lock();

        /** Gives it back. */
        void unlock();
    }

    /** As many as there are processors, in powers of two; fair, so that a reader gets in where a change lets it. */
    private final ReentrantReadWriteLock[] stripes;

    /** Held by a change from its beginning to its end, also while readers are let in. */
    private final ReentrantLock change = new ReentrantLock();

    private final Hold exclusive = new Exclusive();
    private final Hold shared = new Shared("");

    /** The images that a change is about which lets readers in at this moment; empty while none does. */
    private volatile Set<String> beingChanged = Set.of();

    ClusterLock() {
        int processors = Runtime.getRuntime().availableProcessors();
        stripes = new ReentrantReadWriteLock[Math.min(MOST_STRIPES, Integer.highestOneBit(2 * processors - 1))];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new ReentrantReadWriteLock(true);
        }
    }

    /**
     * The hold of a call that only reads.
     *
     * @return for any thread
     */
    public Hold shared() {
        return shared;
    }

    /**
     * The hold of a call that reads no more than one image, and snapshots of its parents.
     *
     * @param imageId the image's id
     * @return for any thread
     */
    public Hold sharedBy(String imageId) {
        return new Shared(imageId);
    }

    /**
     * The hold of a call that may change something.
     *
     * @return for any thread
     */
    public Hold exclusive() {
        return exclusive;
    }

    /** Lets calls in that wait to read other images than those which this thread, whose hold is exclusive, is changing. */
    void letReadersIn(Set<String> imageIds) {
        if (change.getHoldCount() == 1 && hasWaitingReaders()) {
            beingChanged = imageIds;
            unlockStripes();
            lockStripes();
            beingChanged = Set.of();
        }
    }

    private boolean hasWaitingReaders() {
        for (ReentrantReadWriteLock stripe : stripes) {
            if (stripe.hasQueuedThreads()) {
                return true;
            }
        }
        return false;
    }

    private void lockStripes() {
        for (ReentrantReadWriteLock stripe : stripes) {
            stripe.writeLock().lock();
        }
    }

    private void unlockStripes() {
        for (ReentrantReadWriteLock stripe : stripes) {
            stripe.writeLock().unlock();
        }
    }

    private final class Exclusive implements Hold {
        @Override
        public void lock() {
            change.lock();
            lockStripes();
        }

        @Override
        public void unlock() {
            unlockStripes();
            change.unlock();
        }
    }

    private final class Shared implements Hold {
        private final String imageId;

        Shared(String imageId) {
            this.imageId = imageId;
        }

        private ReentrantReadWriteLock stripe() {
            return stripes[(int) Thread.currentThread().getId() & stripes.length - 1];
        }

        @Override
        public void lock() {
            ReentrantReadWriteLock stripe = stripe();
            stripe.readLock().lock();
            if (!mayGoOn(stripe, beingChanged)) {
                stripe.readLock().unlock();
                lockOnceChanged(stripe);
            }
        }

        /** Who is in already goes on: the change waits for it. */
        private boolean mayGoOn(ReentrantReadWriteLock stripe, Set<String> changing) {
            return changing.isEmpty()
                    || (!imageId.isEmpty() && !changing.contains(imageId))
                    || stripe.getReadHoldCount() > 1
                    || change.isHeldByCurrentThread();
        }

        private void lockOnceChanged(ReentrantReadWriteLock stripe) {
            change.lock();
            try {
                stripe.readLock().lock();
            } finally {
                change.unlock();
            }
        }

        @Override
        public void unlock() {
            stripe().readLock().unlock();
        }
    }
}
