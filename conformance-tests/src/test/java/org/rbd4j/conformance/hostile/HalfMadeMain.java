package org.rbd4j.conformance.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/**
 * Makes images that have a journal, removes each while it is made, and writes what there is of it: whose journal goes while librbd replays
 * it has librbd end the process.
 */
final class HalfMadeMain {
    private static final int IMAGES = 80;
    private static final int WRITERS = 2;
    private static final long SIZE = 1 << 22;

    /** How much later than the creation the removal begins, at most. */
    private static final long MOST_NANOS = 8_000_000;

    private static final int STEPS = 20;
    private static final ImageOptions WITH_JOURNAL = ImageOptions.defaults()
            .withFeatures(Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK, Feature.JOURNALING));

    private final Pool pool;
    private final ExecutorService threads;

    private HalfMadeMain(Pool pool, ExecutorService threads) {
        this.pool = pool;
        this.threads = threads;
    }

    /**
     * Runs it.
     *
     * @param arguments the URI, the beginning of names of images that are not there
     */
    public static void main(String... arguments) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Rados rados = Rados.connect(arguments[0]);
                Pool pool = rados.openPool("rbd")) {
            HalfMadeMain main = new HalfMadeMain(pool, threads);
            for (int i = 0; i < IMAGES; i++) {
                main.makeAndRemove(arguments[1] + i, MOST_NANOS / STEPS * (i % STEPS));
            }
        } finally {
            threads.shutdown();
        }
    }

    private void makeAndRemove(String image, long nanosBefore) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(WRITERS + 2);
        AtomicBoolean isRemoved = new AtomicBoolean();
        List<Callable<Boolean>> calls = new ArrayList<>();
        calls.add(() -> {
            begin.await();
            return isDone(() -> pool.createImage(image, SIZE, WITH_JOURNAL));
        });
        calls.add(() -> {
            begin.await();
            long end = System.nanoTime() + nanosBefore;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            boolean isDone = isDone(() -> pool.removeImage(image));
            isRemoved.set(true);
            return isDone;
        });
        for (int i = 0; i < WRITERS; i++) {
            calls.add(() -> {
                begin.await();
                boolean isWritten = false;
                while (!isRemoved.get()) {
                    isWritten |= isDone(() -> write(image));
                }
                return isWritten;
            });
        }
        for (Future<Boolean> call : threads.invokeAll(calls)) {
            call.get();
        }
        isDone(() -> pool.removeImage(image));
    }

    private void write(String image) {
        try (Image opened = pool.openImage(image)) {
            opened.write(0, new byte[1]);
            opened.write(1, new byte[1]);
        }
    }

    /** What such a call ends in depends on who comes first. */
    private static boolean isDone(Runnable call) {
        try {
            call.run();
            return true;
        } catch (RbdException refused) {
            return false;
        }
    }
}
