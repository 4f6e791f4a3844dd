package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An alarm rings when its time has come, unless it was taken back, whatever other alarms do. */
@Timeout(60)
class DeadlineClockTest {
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(20);

    private final DeadlineClock clock = DeadlineClock.shared();

    @Test
    void anAlarmRingsBeforeOneThatWasSetEarlierForLater() throws InterruptedException {
        AtomicBoolean later = new AtomicBoolean();
        DeadlineClock.Alarm hours = clock.set(TimeUnit.HOURS.toNanos(5), () -> later.set(true));
        CountDownLatch rung = new CountDownLatch(1);
        long begun = System.nanoTime();
        clock.set(SOON, rung::countDown);
        rung.await();
        assertTrue(System.nanoTime() - begun >= SOON, "it rang too early");
        assertFalse(later.get());
        clock.cancel(hours);
    }

    @Test
    void anAlarmThatWasTakenBackDoesNotRing() throws InterruptedException {
        AtomicBoolean takenBack = new AtomicBoolean();
        clock.cancel(clock.set(SOON, () -> takenBack.set(true)));
        CountDownLatch rung = new CountDownLatch(1);
        clock.set(2 * SOON, rung::countDown);
        rung.await();
        assertFalse(takenBack.get());
    }

    @Test
    void anAlarmThatBlocksOrThrowsKeepsNoOtherFromRinging() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        clock.set(
                0,
                () -> Uninterrupted.await(() -> {
                    end.await();
                    return end;
                }));
        clock.set(1, () -> {
            throw new AssertionError("as a caller's own code may");
        });
        CountDownLatch rung = new CountDownLatch(1);
        clock.set(SOON, rung::countDown);
        rung.await();
        end.countDown();
    }
}
