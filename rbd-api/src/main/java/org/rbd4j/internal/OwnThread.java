package org.rbd4j.internal;

import org.jspecify.annotations.Nullable;

/** Work that is done on a thread of its own, for which the caller waits: so it has as much stack as it takes, whatever the caller has. */
public final class OwnThread extends Thread {
    private @Nullable Throwable failure;

    private OwnThread(String name, long stackBytes, Runnable work) {
        super(null, work, name, stackBytes);
        setDaemon(true);
    }

    /**
     * Does it; an interrupt does not end it, and is there again afterwards.
     *
     * @param name of the thread
     * @param stackBytes how large the thread's stack is
     * @param work what to do; what it ends in, an unchecked exception or an error, the caller's call ends in
     */
    public static void run(String name, long stackBytes, Runnable work) {
        StackRoom.require();
        OwnThread thread = new OwnThread(name, stackBytes, work);
        thread.start();
        thread.awaitEnd();
        if (thread.failure instanceof Error error) {
            throw error;
        }
        if (thread.failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void run() {
        try {
            super.run();
        } catch (Throwable thrown) { // Whatever it is, it is thrown where it is waited for.
            failure = thrown;
        }
    }

    private void awaitEnd() {
        boolean wasInterrupted = false;
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException keptForLater) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
