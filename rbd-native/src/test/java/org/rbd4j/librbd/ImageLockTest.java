package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes of one image go side by side, a change of its size goes alone. */
@Timeout(60)
class ImageLockTest {
    @Test
    void oneLockForEachImage() {
        ImageLock lock = ImageLock.of("fsid/rbd_data.1");
        assertSame(lock, ImageLock.of("fsid/rbd_data.1"));
        assertNotSame(lock, ImageLock.of("fsid/rbd_data.2"));
    }

    @Test
    void writesGoSideBySide() throws Exception {
        ImageLock lock = ImageLock.of("fsid/side-by-side");
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> writes = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                writes.add(threads.submit(() -> done(() -> lock.whileItStays(() -> meet(both)))));
            }
            for (Future<Integer> write : writes) {
                assertEquals(0, write.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T done(ImageLock.Call<T> call) {
        try {
            return call.invoke();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private static int meet(CountDownLatch both) {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return 0;
    }

    @Test
    void changeOfSizeGoesAlone() throws Exception {
        ImageLock lock = ImageLock.of("fsid/alone");
        AtomicInteger changing = new AtomicInteger();
        AtomicInteger meetings = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                boolean changes = i == 0;
                futures.add(threads.submit(() -> {
                    for (int k = 0; k < 2000; k++) {
                        if (changes) {
                            done(() ->
                                    lock.whileItChanges(() -> changing.incrementAndGet() - changing.decrementAndGet()));
                        } else {
                            done(() -> lock.whileItStays(() -> changing.get() > 0 ? meetings.incrementAndGet() : 0));
                        }
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(0, meetings.get());
    }
}
