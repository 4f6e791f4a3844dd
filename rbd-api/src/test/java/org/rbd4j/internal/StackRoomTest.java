package org.rbd4j.internal;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Room is what a caller has to have, and nobody else. How large a thread's stack is cannot be chosen: the C library gives a thread the
 * stack of one that ended if that has up to four times what was asked for. So each of these goes down a stack until there is no room.
 */
class StackRoomTest {
    /** Enough for HotSpot to compile what is called with all that it inlines. */
    private static final int CALLS = 300_000;

    @Test
    void roomForLittleIsThereLongerThanRoomForAnyCall() {
        assertTrue(hasRoom());
        assertInstanceOf(StackOverflowError.class, thrownWithoutRoom(StackRoom::require));
        assertNull(thrownWithoutRoom(StackRoom::requireLittle));
    }

    @Test
    void whatWasOftenCalledFromTheJdkLeavesTheJdkAsItWas() {
        for (int call = 0; call < CALLS; call++) {
            complete(StackRoom::require);
        }
        assertNull(thrownWithoutRoom(() -> complete(() -> {})));
        assertInstanceOf(StackOverflowError.class, thrownWithoutRoom(StackRoom::require), "as before it was compiled");
    }

    private static void complete(Runnable dependent) {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        future.thenRun(dependent);
        future.complete(1);
    }

    private static @Nullable Throwable thrownWithoutRoom(Runnable work) {
        if (hasRoom()) {
            return thrownWithoutRoom(work);
        }
        try {
            work.run();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private static boolean hasRoom() {
        try {
            StackRoom.require();
            return true;
        } catch (StackOverflowError none) {
            return false;
        }
    }
}
