package org.rbd4j.librbd;

import java.time.Duration;

/** Waiting that no interrupt ends, for none can end a call into C either; the thread is interrupted again when it is over. */
final class Uninterrupted {
    /** What is begun anew after each interrupt, and so must look anew at what it waits for. */
    @FunctionalInterface
    interface Wait<T, X extends Exception> {
        T await() throws InterruptedException, X;
    }

    private Uninterrupted() {}

    static void sleep(Duration time) {
        await(() -> {
            Thread.sleep(time);
            return time;
        });
    }

    /** Waits to the end. */
    static <T, X extends Exception> T await(Wait<T, X> wait) throws X {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await();
                } catch (InterruptedException keptForLater) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
