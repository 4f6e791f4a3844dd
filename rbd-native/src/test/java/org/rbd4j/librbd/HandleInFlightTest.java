package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rbd4j.HandleClosedException;
import org.rbd4j.HandleLostException;
import org.rbd4j.RbdTimeoutException;

/** A request is inside its handle until C has called back, or until the deadline takes the handle with it. */
@Timeout(60)
class HandleInFlightTest {
    private static final Runnable RELEASES_NOTHING = () -> {};

    private final AtomicBoolean givenBack = new AtomicBoolean();

    private Handle handle(Optional<String> deadline) {
        return Handle.root(
                "image",
                "rbd/vm-1",
                MemorySegment.NULL,
                (pointer, arena) -> {
                    givenBack.set(true);
                    return pointer;
                },
                Deadline.of(deadline));
    }

    private static CompletableFuture<Long> begin(Handle handle, CompletableFuture<Long> ending) {
        return begin(handle, ending, code -> code);
    }

    private static CompletableFuture<Long> begin(
            Handle handle, CompletableFuture<Long> other, LongFunction<Long> result) {
        return handle.begin(
                "write", (pointer, arena, ending) -> other.thenAccept(ending::accept), result, RELEASES_NOTHING);
    }

    @Test
    void closingWaitsForWhatIsInFlight() throws InterruptedException {
        Handle handle = handle(Optional.empty());
        CompletableFuture<Long> ending = new CompletableFuture<>();
        CompletableFuture<Long> ended = begin(handle, ending);
        Thread closing = new Thread(handle::close);
        closing.start();
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertFalse(givenBack.get());
        assertThrowsExactly(HandleClosedException.class, () -> begin(handle, new CompletableFuture<>()));
        ending.complete(7L);
        closing.join();
        assertTrue(givenBack.get());
        assertEquals(7, ended.join());
    }

    @Test
    void aRequestThatDoesNotBeginLeavesTheHandle() {
        Handle handle = handle(Optional.empty());
        assertThrowsExactly(
                IllegalStateException.class,
                () -> handle.begin(
                        "write",
                        (pointer, arena, ending) -> {
                            throw new IllegalStateException("not begun");
                        },
                        code -> code,
                        RELEASES_NOTHING));
        handle.close();
        assertTrue(givenBack.get());
    }

    @Test
    void whatRunsOutOfMemoryInTheEndIsDoneAgain() {
        Handle handle = handle(Optional.empty());
        CompletableFuture<Long> ending = new CompletableFuture<>();
        AtomicInteger attempts = new AtomicInteger();
        CompletableFuture<Long> ended = begin(handle, ending, code -> {
            if (attempts.incrementAndGet() < 3) {
                throw new OutOfMemoryError("for a while");
            }
            return code;
        });
        ending.complete(7L);
        assertEquals(7, ended.join());
        assertEquals(3, attempts.get());
        handle.close();
        assertTrue(givenBack.get());
    }

    @Test
    void aRequestThatDoesNotEndTakesTheHandleWithIt() {
        Handle handle = handle(Optional.of("0.05"));
        CompletableFuture<Long> ending = new CompletableFuture<>();
        CompletableFuture<Long> lost = begin(handle, ending);
        Throwable reason = assertThrows(CompletionException.class, lost::join).getCause();
        assertInstanceOf(RbdTimeoutException.class, reason);
        assertTrue(reason.getMessage().startsWith("write: "), reason::toString);
        HandleLostException refused =
                assertThrows(HandleLostException.class, () -> begin(handle, new CompletableFuture<>()));
        assertTrue(refused.getMessage().contains("is lost"), refused::toString);
        handle.close();
        assertFalse(givenBack.get(), "C may still use it");
    }
}
