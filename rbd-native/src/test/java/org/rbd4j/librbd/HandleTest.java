package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rbd4j.HandleClosedException;
import org.rbd4j.HandleLostException;
import org.rbd4j.ImageBusyException;
import org.rbd4j.RbdException;
import org.rbd4j.RbdIOException;
import org.rbd4j.RbdTimeoutException;

/** A pointer is given back once, with no call inside and nothing opened from it, and never used afterwards. */
@Timeout(60)
class HandleTest {
    private final List<String> givenBack = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    private Handle connection(Deadline deadline) {
        return Handle.root(
                "connection", "c", MemorySegment.ofAddress(1), (pointer, arena) -> givenBack.add("c"), deadline);
    }

    private Handle open(Handle origin, String kind, String name) {
        return origin.open(
                "open " + name,
                kind,
                name,
                (pointer, arena) -> MemorySegment.ofAddress(2),
                (pointer, arena) -> givenBack.add(name));
    }

    private static Deadline never() {
        return Deadline.of(Optional.empty());
    }

    @Test
    void givesBackNewestFirstAndOnce() {
        Handle connection = connection(never());
        Handle pool = open(connection, "pool", "p");
        open(pool, "image", "i1");
        open(pool, "image", "i2");
        open(connection, "pool", "q");
        connection.close();
        connection.close();
        pool.close();
        assertEquals(List.of("q", "i2", "i1", "p", "c"), givenBack);
    }

    @Test
    void closedHandleIsForgottenByItsOrigin() {
        Handle connection = connection(never());
        open(connection, "pool", "p").close();
        connection.close();
        assertEquals(List.of("p", "c"), givenBack);
    }

    @Test
    void refusesCallsAfterClose() {
        Handle image = open(connection(never()), "image", "i");
        image.close();
        HandleClosedException exception = assertThrowsExactly(
                HandleClosedException.class, () -> image.callForCode("read rbd/i", (pointer, arena) -> 0));
        assertTrue(exception.getMessage().startsWith("read rbd/i: image is closed"), exception.getMessage());
        assertThrowsExactly(HandleClosedException.class, () -> open(image, "image", "never"));
    }

    @Test
    void returnCodeBelowZeroIsThrown() {
        Handle image = connection(never());
        assertThrows(ImageBusyException.class, () -> image.callForCode("remove", (pointer, arena) -> -16));
        assertEquals(16, image.callForCode("read", (pointer, arena) -> 16L));
    }

    @Test
    void closeWaitsForCallsInside() throws Exception {
        Handle image = connection(never());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<?> call = threads.submit(() -> image.call("read", (pointer, arena) -> {
            inside.countDown();
            release.await();
            return givenBack.add("call ended");
        }));
        inside.await();
        Future<?> first = threads.submit(image::close);
        while (isOpen(image)) {
            Thread.onSpinWait();
        }
        Future<?> second = threads.submit(image::close);
        assertFalse(first.isDone());
        assertFalse(second.isDone());
        release.countDown();
        call.get();
        first.get();
        second.get();
        assertEquals(List.of("call ended", "c"), givenBack);
    }

    private static boolean isOpen(Handle handle) {
        try {
            handle.callForCode("ask", (pointer, arena) -> 0);
            return true;
        } catch (HandleClosedException closed) {
            return false;
        }
    }

    @Test
    void manyThreadsNeverMeetAPointerThatWasGivenBack() throws Exception {
        for (int round = 0; round < 200; round++) {
            AtomicBoolean gone = new AtomicBoolean();
            AtomicInteger times = new AtomicInteger();
            AtomicInteger tooLate = new AtomicInteger();
            Handle image = Handle.root(
                    "image",
                    "i",
                    MemorySegment.ofAddress(1),
                    (pointer, arena) -> {
                        gone.set(true);
                        return times.incrementAndGet();
                    },
                    never());
            List<Future<?>> futures = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                futures.add(threads.submit(() -> callUntilClosed(image, gone, tooLate)));
            }
            for (int thread = 0; thread < 3; thread++) {
                futures.add(threads.submit(image::close));
            }
            for (Future<?> future : futures) {
                future.get();
            }
            assertEquals(1, times.get());
            assertEquals(0, tooLate.get());
        }
    }

    private static void callUntilClosed(Handle image, AtomicBoolean gone, AtomicInteger tooLate) {
        try {
            while (true) {
                image.call("read", (pointer, arena) -> gone.get() ? tooLate.incrementAndGet() : 0);
            }
        } catch (HandleClosedException closed) {
            return;
        }
    }

    @Test
    void failureToGiveBackIsThrownAfterEverythingIsClosed() {
        Handle connection = connection(never());
        Handle pool = open(connection, "pool", "p");
        pool.open(
                "open",
                "image",
                "bad",
                (pointer, arena) -> MemorySegment.ofAddress(3),
                (pointer, arena) -> ReturnCode.check("close bad", -5));
        assertThrows(RbdIOException.class, connection::close);
        assertEquals(List.of("p", "c"), givenBack);
        connection.close();
    }

    @Test
    void anErrorKeepsTheOriginsOpenAndDoesNotLeaveTheNextCloserWaiting() {
        Handle connection = connection(never());
        Handle pool = open(connection, "pool", "p");
        Error error = new StackOverflowError();
        pool.open("open", "image", "bad", (pointer, arena) -> MemorySegment.ofAddress(3), (pointer, arena) -> {
            throw error;
        });
        assertSame(error, assertThrows(StackOverflowError.class, connection::close));
        assertEquals(List.of(), givenBack, "C may still use what the image was opened from");
        connection.close();
        pool.close();
    }

    @Test
    void ofSeveralFailuresToGiveBackTheFirstCarriesTheOthers() {
        Handle connection = connection(never());
        for (int errno : new int[] {5, 16}) {
            connection.open(
                    "open",
                    "pool",
                    "bad",
                    (pointer, arena) -> MemorySegment.ofAddress(3),
                    (pointer, arena) -> ReturnCode.check("close bad", -errno));
        }
        Throwable first = assertThrows(ImageBusyException.class, connection::close);
        assertInstanceOf(RbdIOException.class, first.getSuppressed()[0]);
        assertEquals(List.of("c"), givenBack);
    }

    @Test
    void anErrorThatIsMetAgainInTheEndIsThrownAsWhatItIs() {
        Handle connection = connection(never());
        OutOfMemoryError full = new OutOfMemoryError("the heap is full");
        AutoCloseable resource = () -> {
            throw full;
        };
        Handle.Call<Integer> call = (pointer, arena) -> {
            try (resource) {
                throw full;
            }
        };
        assertSame(full, assertThrows(OutOfMemoryError.class, () -> connection.call("read", call)));
    }

    @Test
    void failureToOpenLeavesNothing() {
        Handle connection = connection(never());
        assertThrows(
                RbdException.class,
                () -> connection.open(
                        "open",
                        "pool",
                        "p",
                        (pointer, arena) -> {
                            throw RbdException.of(2, "open");
                        },
                        (pointer, arena) -> givenBack.add("p")));
        connection.close();
        assertEquals(List.of("c"), givenBack);
    }

    @Test
    void lostHandleRefusesCallsAndIsNeverGivenBackNorAreItsOrigins() throws Exception {
        Handle connection = connection(Deadline.of(Optional.of("0.05")));
        Handle pool = open(connection, "pool", "p");
        Handle image = open(pool, "image", "i");
        Handle other = open(pool, "image", "other");
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        assertThrows(
                RbdTimeoutException.class,
                () -> image.call("flush rbd/i", (pointer, arena) -> {
                    release.await();
                    ended.countDown();
                    return 0;
                }));
        HandleLostException refusal =
                assertThrows(HandleLostException.class, () -> image.callForCode("read rbd/i", (pointer, arena) -> 0));
        assertTrue(refusal.getMessage().contains("image is lost"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("flush rbd/i"), refusal.getMessage());
        assertEquals(0, other.callForCode("read rbd/other", (pointer, arena) -> 0));
        connection.close();
        assertEquals(List.of("other"), givenBack);
        release.countDown();
        ended.await();
        assertThrowsExactly(HandleClosedException.class, () -> image.callForCode("read rbd/i", (pointer, arena) -> 0));
    }

    @Test
    void closeReturnsWhenGivingBackDoesNotEnd() {
        CountDownLatch release = new CountDownLatch(1);
        Handle connection = connection(Deadline.of(Optional.of("0.05")));
        Handle pool = connection.open(
                "open", "pool", "p", (pointer, arena) -> MemorySegment.ofAddress(2), (pointer, arena) -> {
                    release.await();
                    return 0;
                });
        pool.close();
        connection.close();
        assertEquals(List.of(), givenBack);
        release.countDown();
    }

    @Test
    void interruptDoesNotLetCloseOvertakeACall() throws Exception {
        Handle image = connection(never());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        threads.submit(() -> image.call("read", (pointer, arena) -> {
            inside.countDown();
            release.await();
            return givenBack.add("call ended");
        }));
        inside.await();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread closer = new Thread(() -> {
            image.close();
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        closer.start();
        closer.interrupt();
        while (isOpen(image)) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), givenBack);
        release.countDown();
        closer.join();
        assertEquals(List.of("call ended", "c"), givenBack);
        assertTrue(interrupted.get());
    }

    @Test
    void whoMustBeAloneWaitsForAllAndAllWaitForHim() throws Exception {
        Handle handle = open(connection(never()), "image", "i");
        CountDownLatch isInside = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        Future<?> first = threads.submit(() -> handle.call("write", (pointer, arena) -> {
            inside.incrementAndGet();
            isInside.countDown();
            mayLeave.await();
            return inside.decrementAndGet();
        }));
        isInside.await();
        Future<?> alone = threads.submit(() -> handle.callAlone("select", Why.UNKNOWN, (pointer, arena) -> {
            assertEquals(0, inside.get());
            return inside.get();
        }));
        Future<Integer> later = threads.submit(() -> handle.call("read", (pointer, arena) -> {
            assertTrue(alone.isDone() || mayLeave.getCount() == 0);
            return inside.get();
        }));
        mayLeave.countDown();
        first.get();
        alone.get();
        assertEquals(0, later.get());
    }

    @Test
    void whoWaitsForOthersWaitsNoLongerThanACallMayTake() throws Exception {
        Handle handle = open(connection(Deadline.of(Optional.of("30"))), "image", "i");
        Handle impatient = open(connection(Deadline.of(Optional.of("0.05"))), "image", "j");
        impatient.enter("write");
        assertThrowsExactly(
                RbdTimeoutException.class, () -> impatient.callAlone("select", Why.UNKNOWN, (pointer, arena) -> 0));
        impatient.leave();
        impatient.callAlone("select", Why.UNKNOWN, (pointer, arena) -> 0);
        handle.callAlone("select", Why.UNKNOWN, (pointer, arena) -> 0);
    }
}
