package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wait goes on after an interrupt, which is there again when it is over. */
class UninterruptedTest {
    private static final String UNKNOWN_FSID = "00000000-0000-0000-0000-000000000000";
    private static final long LONG_AFTER_NANOS = 100_000_000;

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void anInterruptedWaitIsBegunAnew() {
        List<String> begun = new ArrayList<>();
        String answer = Uninterrupted.await(() -> {
            begun.add("wait");
            if (begun.size() < 3) {
                throw new InterruptedException();
            }
            return "answer";
        });
        assertEquals("answer", answer);
        assertEquals(3, begun.size());
        assertTrue(Thread.interrupted());
    }

    @Test
    void aWaitThatWasNotInterruptedInterruptsNobody() {
        assertEquals(7, Uninterrupted.await(() -> 7));
        assertFalse(Thread.interrupted());
    }

    @Test
    void theInterruptIsKeptWhereTheWaitFails() {
        Thread.currentThread().interrupt();
        assertThrows(
                TimeoutException.class,
                () -> Uninterrupted.<Object, TimeoutException>await(() -> {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    throw new TimeoutException();
                }));
        assertTrue(Thread.interrupted());
    }

    @Test
    void anInterruptedSleeperSleeps() {
        Thread.currentThread().interrupt();
        long began = System.nanoTime();
        Uninterrupted.sleep(Duration.ofMillis(20));
        assertTrue(System.nanoTime() - began >= 20_000_000);
        assertTrue(Thread.interrupted());
    }

    @Test
    void anInterruptedCallerIsToldTheFsidOnceTheMonitorsMapIsThere() {
        Thread.currentThread().interrupt();
        long began = System.nanoTime();
        String fsid = LibradosConnection.awaitFsid(
                "fsid", () -> System.nanoTime() - began > LONG_AFTER_NANOS ? "the cluster's" : UNKNOWN_FSID);
        assertEquals("the cluster's", fsid);
        assertTrue(Thread.interrupted());
    }
}
