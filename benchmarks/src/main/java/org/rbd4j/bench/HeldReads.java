package org.rbd4j.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.rbd4j.Image;

/** The times of a thread's reads of 4 KiB of which a part falls into another thread's long call. */
final class HeldReads {
    private static final int PAGE = 4096;

    private long[] nanoseconds = new long[1 << 20];
    private int count;
    private volatile boolean isLongCallUnderWay;
    /** Tells of a read that was in flight when a call began, which that call can hold to its end. */
    private volatile int callsBegun;

    private volatile boolean isOver;

    /** Makes the call while another thread reads. */
    void during(Image image, Runnable longCall) {
        isOver = false;
        CountDownLatch isReading = new CountDownLatch(1);
        Thread reader = new Thread(() -> readAll(image, isReading));
        reader.start();
        try {
            await(isReading);
            isLongCallUnderWay = true;
            callsBegun = callsBegun + 1;
            longCall.run();
        } finally {
            isLongCallUnderWay = false;
            isOver = true;
            join(reader);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for the first read", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for the reader", e);
        }
    }

    private void readAll(Image image, CountDownLatch isReading) {
        SplittableRandom random = new SplittableRandom(1);
        ByteBuffer page = ByteBuffer.allocate(PAGE);
        long pages = image.size() / PAGE;
        while (!isOver) {
            int callsBefore = callsBegun;
            boolean isUnderWay = isLongCallUnderWay;
            long begin = System.nanoTime();
            image.read(random.nextLong(pages) * PAGE, page.clear());
            if (isUnderWay || callsBegun != callsBefore) {
                add(System.nanoTime() - begin);
            }
            isReading.countDown();
        }
    }

    private void add(long time) {
        if (count == nanoseconds.length) {
            nanoseconds = Arrays.copyOf(nanoseconds, 2 * count);
        }
        nanoseconds[count++] = time;
    }

    void forget() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** The time that so many of a thousand reads do not exceed. */
    long perMille(int thousandths) {
        long[] sorted = Arrays.copyOf(nanoseconds, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, (long) count * thousandths / 1000)];
    }
}
