package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.ImageBusyException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.RbdTimeoutException;

/** A call ends for its caller within the deadline, and without one on the caller's own thread. */
@Timeout(60)
class DeadlineTest {
    private static final Runnable NEVER_PASSED = () -> {
        throw new AssertionError("the deadline passed");
    };

    @Test
    void withoutOptionTheCallerItselfMakesTheCall() {
        Deadline deadline = Deadline.of(Optional.empty());
        assertFalse(deadline.mayPass());
        assertSame(Thread.currentThread(), deadline.run("read", Thread::currentThread, NEVER_PASSED));
    }

    @Test
    void withOptionADaemonMakesTheCall() {
        Deadline deadline = Deadline.of(Optional.of("30"));
        assertTrue(deadline.mayPass());
        Thread thread = deadline.run("read", Thread::currentThread, NEVER_PASSED);
        assertNotSame(Thread.currentThread(), thread);
        assertTrue(thread.isDaemon());
    }

    /** With an OutOfMemoryError it would be out of the handle, where the call still is. */
    @Test
    void whoWaitsTakesNoMemory() {
        Thread waiting = Thread.currentThread();
        long taken = Deadline.of(Optional.of("30")).run("read", () -> takenMeanwhileBy(waiting), NEVER_PASSED);
        assertTrue(Thread.interrupted());
        assertEquals(0, taken);
    }

    private static long takenMeanwhileBy(Thread waiting) {
        awaitWaiting(waiting);
        long before = bytesTakenBy(waiting);
        for (int i = 0; i < 3; i++) {
            waiting.interrupt();
            awaitWaiting(waiting);
        }
        return bytesTakenBy(waiting) - before;
    }

    /** By reflection, for this module reads no module of the JVM's management. */
    private static long bytesTakenBy(Thread thread) {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return (long) Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getThreadAllocatedBytes", long.class)
                    .invoke(threads, thread.threadId());
        } catch (ReflectiveOperationException missing) {
            throw new AssertionError(missing);
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.isInterrupted() || thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void callThatDoesNotEndIsLeftToItself() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean passed = new AtomicBoolean();
        RbdTimeoutException exception = assertThrows(
                RbdTimeoutException.class,
                () -> Deadline.of(Optional.of("0.05"))
                        .run("flush rbd/vm-1", () -> block(inside, release, ended), () -> passed.set(true)));
        assertTrue(exception.getMessage().startsWith("flush rbd/vm-1: "), exception.getMessage());
        assertTrue(exception.getMessage().contains("0.05"), exception.getMessage());
        assertTrue(passed.get());
        inside.await();
        release.countDown();
        assertTrue(ended.await(30, TimeUnit.SECONDS));
    }

    private static int block(CountDownLatch inside, CountDownLatch release, CountDownLatch ended) {
        inside.countDown();
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("a call into C cannot be interrupted", interrupted);
        }
        ended.countDown();
        return 0;
    }

    @Test
    void failureShowsTheCallersFrames() {
        ImageBusyException exception = assertThrows(
                ImageBusyException.class,
                () -> Deadline.of(Optional.of("30"))
                        .run(
                                "remove",
                                () -> {
                                    throw new ImageBusyException("remove");
                                },
                                NEVER_PASSED));
        assertTrue(Arrays.stream(exception.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("failureShowsTheCallersFrames")));
    }

    @Test
    void errorReachesTheCaller() {
        assertThrows(
                StackOverflowError.class,
                () -> Deadline.of(Optional.of("30"))
                        .run(
                                "read",
                                () -> {
                                    throw new StackOverflowError();
                                },
                                NEVER_PASSED));
    }

    @Test
    void interruptIsKeptForLater() {
        Thread.currentThread().interrupt();
        int answer = Deadline.of(Optional.of("30")).run("read", () -> 7, NEVER_PASSED);
        assertTrue(Thread.interrupted());
        assertEquals(7, answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "0.0000000001", "1e99", "NaN", "ten", "1s", "0x1"})
    void refusesWhatIsNotPositiveSeconds(String seconds) {
        InvalidArgumentException exception =
                assertThrows(InvalidArgumentException.class, () -> Deadline.of(Optional.of(seconds)));
        assertTrue(exception.getMessage().contains(Deadline.OPTION), exception.getMessage());
    }
}
