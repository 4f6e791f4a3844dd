package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Readers share, a change has the lock for itself, and lets in whom it does not concern. */
class ClusterLockTest {
    private static final int SECONDS = 30;

    private final ClusterLock lock = new ClusterLock();

    /** A thread that waits for a hold, or has it and goes on. */
    private static FutureTask<Boolean> begin(ClusterLock lock, String imageId) {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            ClusterLock.Hold hold = imageId.isEmpty() ? lock.shared() : lock.sharedBy(imageId);
            hold.lock();
            hold.unlock();
            return true;
        });
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        while (!task.isDone() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    @Test
    void aChangeThatPausesLetsReadersOfOtherImagesInAndNobodyElse() throws Exception {
        lock.exclusive().lock();
        List<FutureTask<Boolean>> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(begin(lock, "other"));
        }
        FutureTask<Boolean> same = begin(lock, "mine");
        FutureTask<Boolean> any = begin(lock, "");
        assertTrue(others.stream().noneMatch(FutureTask::isDone));
        while (!others.stream().allMatch(FutureTask::isDone)) {
            lock.letReadersIn(Set.of("mine"));
        }
        assertFalse(same.isDone());
        assertFalse(any.isDone());
        lock.exclusive().unlock();
        assertTrue(same.get(SECONDS, TimeUnit.SECONDS));
        assertTrue(any.get(SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aChangeWaitsForWhomItLetIn() throws Exception {
        lock.exclusive().lock();
        CountDownLatch isIn = new CountDownLatch(1);
        CountDownLatch mayGo = new CountDownLatch(1);
        FutureTask<Boolean> reader = new FutureTask<>(() -> {
            ClusterLock.Hold hold = lock.sharedBy("other");
            hold.lock();
            isIn.countDown();
            mayGo.await();
            hold.unlock();
            return true;
        });
        Thread thread = new Thread(reader);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        new Thread(() -> {
                    try {
                        isIn.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    mayGo.countDown();
                })
                .start();
        while (isIn.getCount() > 0) {
            lock.letReadersIn(Set.of("mine"));
        }
        lock.letReadersIn(Set.of("mine"));
        assertTrue(reader.get(SECONDS, TimeUnit.SECONDS));
        lock.exclusive().unlock();
    }

    @Test
    void nobodyIsLetInByWhoDoesNotHoldIt() {
        lock.letReadersIn(Set.of("mine"));
        ClusterLock.Hold shared = lock.shared();
        shared.lock();
        lock.letReadersIn(Set.of("mine"));
        shared.unlock();
        lock.exclusive().lock();
        lock.exclusive().unlock();
    }
}
