package org.rbd4j.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Room is what a caller has to have, and nobody else. */
class StackRoomTest {
    /** As much as the JDK's thread has that waits for a child process. */
    private static final long SMALL = 128 << 10;

    private static final long LARGE = 1 << 20;

    /** Enough for HotSpot to compile what is called with all that it inlines. */
    private static final int CALLS = 300_000;

    /** What ended the thread that ran last, if anything did. */
    private Throwable thrown;

    @Test
    void aSmallStackHasNoRoom() {
        assertThrowsExactly(StackOverflowError.class, () -> run(SMALL, StackRoom::require));
        assertDoesNotThrow(() -> run(LARGE, StackRoom::require));
    }

    @Test
    void whatWasOftenCalledFromTheJdkLeavesTheJdkAsItWas() {
        for (int call = 0; call < CALLS; call++) {
            complete(StackRoom::require);
        }
        assertDoesNotThrow(() -> run(SMALL, () -> complete(() -> {})));
        assertThrowsExactly(
                StackOverflowError.class, () -> run(SMALL, StackRoom::require), "as before it was compiled");
    }

    private static void complete(Runnable dependent) {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        future.thenRun(dependent);
        future.complete(1);
    }

    private void run(long stackBytes, Runnable work) throws Throwable {
        thrown = null;
        Thread thread = new Thread(null, work, "of " + stackBytes, stackBytes);
        thread.setUncaughtExceptionHandler((same, failure) -> thrown = failure);
        thread.start();
        thread.join();
        if (thrown != null) {
            throw thrown;
        }
    }
}
