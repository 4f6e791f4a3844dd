package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rbd4j.RbdTimeoutException;

/** Requests wait for one another's memory, and one that wants more than all may have waits until it is the only one. */
@Timeout(60)
class InFlightBytesTest {
    private final InFlightBytes bytes = new InFlightBytes(100);
    private final Deadline never = Deadline.of(Optional.empty());
    private final Deadline soon = Deadline.of(Optional.of("0.05"));

    @Test
    void whoWantsMoreThanIsLeftWaits() {
        bytes.take("write", 60, never);
        bytes.take("write", 40, never);
        CompletableFuture<Void> next = CompletableFuture.runAsync(() -> bytes.take("write", 50, never));
        bytes.giveBack(40);
        assertFalse(next.isDone());
        bytes.giveBack(60);
        next.join();
    }

    @Test
    void oneMayWantMoreThanAll() {
        bytes.take("write", 1000, soon);
        assertThrowsExactly(RbdTimeoutException.class, () -> bytes.take("write", 1, soon));
        bytes.giveBack(1000);
        bytes.take("write", 1, soon);
    }
}
