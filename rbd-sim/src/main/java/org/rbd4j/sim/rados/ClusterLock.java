package org.rbd4j.sim.rados;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.rbd4j.internal.StackRoom;

/**
 * The lock that guards a cluster: any number of calls that only read hold it at once, or one call that changes something.
 *
 * <p>Readers and changes take turns: who comes to read while there is a change, or one waits for the readers to be gone, waits too, and is
 * let in when that change is done, before the next. Between two requests of a change that takes long, those who wait to
 * read images that it has nothing to do with are {@linkplain #letReadersIn let in} earlier.
 *
 * <p>A reader counts himself among others of his stripe only, so that threads do not stand in each other's way, and nothing
 * notes who he is: a collector's bookkeeping for that costs more than all the rest. So a thread may hold it shared once; holding it
 * exclusively, as often as it likes.
 *
 * <p>Whatever is thrown where, nobody holds it who is gone: who has no {@link StackRoom} to give it back does not get it. And nobody
 * relies on being woken by somebody who may have no memory for that: who waits looks again before long.
 */
public final class ClusterLock {
    private static final int MOST_STRIPES = 8;
    /** In counts: two cache lines, for processors fetch them in pairs. */
    private static final int BETWEEN_STRIPES = 32;

    private static final int LOOKS_BEFORE_SLEEP = 100;
    private static final long NANOS_BEFORE_NEXT_LOOK = 20_000_000;
    private static final Predicate<Waiting> EVERYBODY = each -> true;

    /** A call's hold of the lock: one thread's, from the one method to the other. */
    public interface Hold {
        /** Waits for it. */
        void lock();

        /** Gives it back. */
        void unlock();
    }

    /** Who waits to read; in as soon as he is counted. */
    private static final class Waiting {
        final String imageId;
        final int stripe;
        boolean isIn;

        Waiting(String imageId, int stripe) {
            this.imageId = imageId;
            this.stripe = stripe;
        }
    }

    /** How many readers there are, by stripe, of which there are as many as processors, in powers of two. */
    private final AtomicIntegerArray readers;

    /** Held by a change from its beginning to its end. */
    private final ReentrantLock change = new ReentrantLock();

    /** Whether readers are to wait. Who reads counts himself first and looks here then; a change does it the other way round. */
    private volatile boolean isChanging;

    /** Guards who waits, and for what. */
    private final ReentrantLock door = new ReentrantLock();

    private final Condition someAreIn = door.newCondition();
    private final Condition allAreGone = door.newCondition();
    private final List<Waiting> queue = new ArrayList<>();
    private volatile boolean isQueueEmpty = true;

    private final Hold exclusive = new Exclusive();
    private final Hold shared = new Shared("");

    ClusterLock() {
        int processors = Runtime.getRuntime().availableProcessors();
        int stripes = Math.min(MOST_STRIPES, Integer.highestOneBit(2 * processors - 1));
        readers = new AtomicIntegerArray(stripes * BETWEEN_STRIPES);
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
        // Made while nobody waits too, for Java links it when it is first made.
        Predicate<Waiting> others = each -> !each.imageId.isEmpty() && !imageIds.contains(each.imageId);
        if (change.getHoldCount() == 1 && !isQueueEmpty && canWait()) {
            letIn(others);
            waitForReadersToLeave();
        }
    }

    private void letIn(Predicate<Waiting> whom) {
        enterDoor();
        try {
            for (int i = queue.size() - 1; i >= 0; i--) {
                Waiting each = queue.get(i);
                if (whom.test(each)) {
                    queue.remove(i);
                    readers.incrementAndGet(each.stripe);
                    each.isIn = true;
                }
            }
            isQueueEmpty = queue.isEmpty();
            someAreIn.signalAll();
        } finally {
            door.unlock();
        }
    }

    private void waitForReadersToLeave() {
        for (int look = 0; look < LOOKS_BEFORE_SLEEP && hasReaders(); look++) {
            Thread.onSpinWait();
        }
        if (hasReaders()) {
            putStackAway();
            enterDoor();
            try {
                while (hasReaders()) {
                    awaitNextLook(allAreGone);
                }
            } finally {
                door.unlock();
            }
        }
    }

    /**
     * A virtual thread that waits puts its stack away, which takes stack itself, and the more the deeper it is; a lock or a condition of
     * Java's at which that fails is spoilt. So it is done once where nothing is half done yet, and what comes after has little to put
     * away.
     */
    private static void putStackAway() {
        Thread.yield();
    }

    private static boolean canWait() {
        try {
            putStackAway();
            return true;
        } catch (StackOverflowError tooDeep) {
            return false;
        }
    }

    /** Never waits, for this is also how a hold is given back; nobody stays for longer than a few instructions. */
    private void enterDoor() {
        while (!door.tryLock()) {
            Thread.onSpinWait();
        }
    }

    /** Waits until something happens, or for a while; an interrupt is kept for later. */
    private static void awaitNextLook(Condition condition) {
        boolean wasInterrupted = Thread.interrupted();
        try {
            condition.awaitNanos(NANOS_BEFORE_NEXT_LOOK);
        } catch (InterruptedException keptForLater) {
            wasInterrupted = true;
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasReaders() {
        for (int stripe = 0; stripe < readers.length(); stripe += BETWEEN_STRIPES) {
            if (readers.get(stripe) > 0) {
                return true;
            }
        }
        return false;
    }

    private final class Exclusive implements Hold {
        @Override
        public void lock() {
            if (!change.isHeldByCurrentThread()) {
                StackRoom.require();
            }
            if (!change.tryLock()) {
                putStackAway();
                change.lock();
            }
            if (change.getHoldCount() == 1) {
                boolean isAlone = false;
                try {
                    isChanging = true;
                    waitForReadersToLeave();
                    isAlone = true;
                } finally {
                    if (!isAlone) {
                        unlock();
                    }
                }
            }
        }

        @Override
        public void unlock() {
            try {
                if (change.getHoldCount() == 1) {
                    isChanging = false;
                    if (!isQueueEmpty) {
                        letIn(EVERYBODY);
                    }
                }
            } finally {
                change.unlock();
            }
        }
    }

    private final class Shared implements Hold {
        private final String imageId;

        Shared(String imageId) {
            this.imageId = imageId;
        }

        private int stripe() {
            return (int) Thread.currentThread().getId() * BETWEEN_STRIPES & readers.length() - 1;
        }

        @Override
        public void lock() {
            requireRoom();
            int stripe = stripe();
            while (!isInAtOnce(stripe) && !isInByTurn(stripe)) {
                // The change was done before it could be waited for.
            }
        }

        /** Not inside a change, which asked for all that it needs before it began. */
        private void requireRoom() {
            if (isChanging && change.isHeldByCurrentThread()) {
                return;
            }
            if (imageId.isEmpty()) {
                StackRoom.require();
            } else {
                StackRoom.requireLittle();
            }
        }

        private boolean isInAtOnce(int stripe) {
            readers.incrementAndGet(stripe);
            if (!isChanging || change.isHeldByCurrentThread()) {
                return true;
            }
            leave(stripe);
            return false;
        }

        /** Waits to be let in, unless nobody is left who would do it. */
        private boolean isInByTurn(int stripe) {
            Waiting self = new Waiting(imageId, stripe);
            boolean mayStay = false;
            putStackAway();
            enterDoor();
            try {
                queue.add(self);
                isQueueEmpty = false;
                while (isChanging && !self.isIn) {
                    awaitNextLook(someAreIn);
                }
                mayStay = self.isIn;
                return mayStay;
            } finally {
                if (self.isIn && !mayStay) {
                    readers.decrementAndGet(stripe);
                }
                queue.remove(self);
                isQueueEmpty = queue.isEmpty();
                door.unlock();
            }
        }

        @Override
        public void unlock() {
            leave(stripe());
        }

        private void leave(int stripe) {
            if (readers.decrementAndGet(stripe) == 0 && isChanging) {
                enterDoor();
                try {
                    allAreGone.signal();
                } finally {
                    door.unlock();
                }
            }
        }
    }
}
