package org.rbd4j.internal;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

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

    /** More than a call needs less of the stack once it is compiled, which may be at any time, and much less than there is left. */
    private static final int FRAMES_BELOW = 200;

    @Test
    void roomForLittleIsThereLongerThanRoomForAnyCall() {
        assertNull(thrownHere(StackRoom::require));
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

    private static @Nullable StackOverflowError thrownWithoutRoom(Runnable work) {
        return thrownHere(StackRoom::require) == null ? thrownWithoutRoom(work) : thrownBelow(FRAMES_BELOW, work);
    }

    private static @Nullable StackOverflowError thrownBelow(int frames, Runnable work) {
        return frames == 0 ? thrownHere(work) : thrownBelow(frames - 1, work);
    }

    private static @Nullable StackOverflowError thrownHere(Runnable work) {
        try {
            work.run();
            return null;
        } catch (StackOverflowError noRoom) {
            return noRoom;
        }
    }
}
