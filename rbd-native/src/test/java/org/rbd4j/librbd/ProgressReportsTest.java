package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rbd4j.Progress;
import org.rbd4j.RbdTimeoutException;

/** Reports pass through the function pointer that C is given; exceptions do not. */
class ProgressReportsTest {
    private final List<String> reports = new ArrayList<>();

    @Test
    void passesReportsOnAsTheyComeOnTheCallersThread() {
        CountDownLatch first = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        Progress progress = (done, total) -> {
            assertSame(caller, Thread.currentThread());
            reports.add(done + "/" + total);
            first.countDown();
        };
        long result = ProgressReports.passOn(progress, (callback, argument) -> {
            assertEquals(0, tell(callback, argument, 0, 2));
            await(first);
            assertEquals(0, tell(callback, argument, 2, 2));
            return 7;
        });
        assertEquals(7, result);
        assertEquals(List.of("0/2", "2/2"), reports);
    }

    private static List<MemorySegment> callbacks() {
        return List.of(ProgressReports.CALLBACK, ProgressReports.UPCALL);
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void aSlowReportHoldsUpNothing(MemorySegment called) {
        CountDownLatch ended = new CountDownLatch(1);
        Progress slow = (done, total) -> {
            await(ended);
            reports.add(done + "/" + total);
        };
        ProgressReports.passOn(slow, (callback, argument) -> {
            for (int done = 0; done <= 5000; done++) {
                tell(called, argument, done, 5000);
            }
            ended.countDown();
            return 0;
        });
        assertEquals("0/5000", reports.get(0));
        assertEquals("1/5000", reports.get(1));
        assertEquals(1025, reports.size(), "1024 wait, and of the others the newest is kept");
        assertEquals("5000/5000", reports.get(reports.size() - 1));
    }

    @Test
    void throwsWhatAReportThrewOnceTheOperationHasEnded() {
        Error thrown = new AssertionError("of the report");
        List<String> ended = new ArrayList<>();
        Progress failing = (done, total) -> {
            reports.add(done + "/" + total);
            throw thrown;
        };
        assertSame(
                thrown,
                assertThrows(
                        Error.class,
                        () -> ProgressReports.passOn(failing, (callback, argument) -> {
                            assertEquals(0, tell(callback, argument, 0, 2));
                            assertEquals(0, tell(callback, argument, 1, 2));
                            ended.add("ended");
                            return 0;
                        })));
        assertEquals(List.of("ended"), ended);
        assertEquals(List.of("0/2"), reports);
    }

    @Test
    void whatTheOperationEndsInComesFirst() {
        RuntimeException ofTheReport = new IllegalStateException("of the report");
        RuntimeException ofTheOperation = new IllegalStateException("of the operation");
        Progress failing = (done, total) -> {
            throw ofTheReport;
        };
        RuntimeException thrown = assertThrows(
                RuntimeException.class,
                () -> ProgressReports.passOn(failing, (callback, argument) -> {
                    tell(callback, argument, 0, 2);
                    throw ofTheOperation;
                }));
        assertSame(ofTheOperation, thrown);
        assertArrayEquals(new Throwable[] {ofTheReport}, thrown.getSuppressed());
    }

    @Test
    void anOperationThatOutlivedItsDeadlineMayGoOnReporting() {
        List<MemorySegment> pointers = new ArrayList<>();
        assertThrows(
                RbdTimeoutException.class,
                () -> ProgressReports.passOn((done, total) -> reports.add(done + "/" + total), (callback, argument) -> {
                    pointers.addAll(List.of(callback, argument));
                    throw new RbdTimeoutException("flatten");
                }));
        for (int done = 0; done <= 5000; done++) {
            assertEquals(0, tell(pointers.get(0), pointers.get(1), done, 5000));
        }
        assertEquals(List.of(), reports);
    }

    @Test
    void dropsReportsOfAnOperationThatIsOver() {
        List<MemorySegment> pointers = new ArrayList<>();
        ProgressReports.passOn((done, total) -> reports.add(done + "/" + total), (callback, argument) -> {
            pointers.addAll(List.of(callback, argument));
            return 0;
        });
        assertEquals(0, tell(pointers.get(0), pointers.get(1), 1, 2));
        assertEquals(List.of(), reports);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @SuppressWarnings("restricted")
    private static int tell(MemorySegment callback, MemorySegment argument, long done, long total) {
        FunctionDescriptor descriptor = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        try {
            return (int)
                    Linker.nativeLinker().downcallHandle(callback, descriptor).invokeExact(done, total, argument);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
