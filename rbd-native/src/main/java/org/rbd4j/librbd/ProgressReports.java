package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Progress;
import org.rbd4j.RbdTimeoutException;

/**
 * The reports of one long operation, on their way from librbd to its caller's {@link Progress}: soon and in order, on the
 * caller's own thread, while another thread is inside C.
 *
 * <p>librbd tells them on a thread of its own on which all else of its client waits. A report that read an image from in
 * there would wait for itself, and one that took its time would keep the client from answering others, who then blocklist
 * it. So in there a report is written into C's memory, where the caller looks for it.
 */
final class ProgressReports {
    /** A call into C that is given the callback and the argument to hand back to it. */
    @FunctionalInterface
    interface Operation {
        long run(MemorySegment callback, MemorySegment argument);
    }

    /** Of a caller who is behind by more than these, only the newest is kept. */
    private static final int MOST_WAITING = 1024;

    private static final long MILLIS_BETWEEN_LOOKS = 1;

    /** The last argument is an address, for which C's type would take an object. */
    static final MemorySegment UPCALL =
            Upcall.to(MethodHandles.lookup(), "tell", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    /** One for all operations. */
    static final MemorySegment CALLBACK = MachineCode.named("tell-progress").orElse(UPCALL);

    /** What the argument leads to: how many reports were written and read, whether one found no room, that one, and all others. */
    private static final long WRITTEN = 0;

    private static final long READ = 8;
    private static final long IS_NEWEST_APART = 16;
    private static final long NEWEST = 24;
    private static final long REPORTS = 40;
    private static final long REPORT_BYTES = 16;

    private static final RestingBlocks BLOCKS = new RestingBlocks(REPORTS + MOST_WAITING * REPORT_BYTES);

    private final CompletableFuture<Long> ending = new CompletableFuture<>();
    private final long reports = BLOCKS.take();

    private ProgressReports() {
        NativeMemory.set(reports + WRITTEN, 0);
        NativeMemory.set(reports + READ, 0);
        NativeMemory.set(reports + IS_NEWEST_APART, 0);
    }

    /** Runs an operation to its end, then throws what it ended in, or else what a report did. */
    static long passOn(Progress progress, Operation operation) {
        Objects.requireNonNull(progress, "progress");
        ProgressReports reports = new ProgressReports();
        Thread thread = new Thread(() -> reports.run(operation), "rbd4j-progress");
        thread.setDaemon(true);
        thread.start();
        Throwable kept = reports.deliver(new Delivery(progress));
        long result = reports.result(kept);
        if (kept != null) {
            ProgressReports.<RuntimeException>rethrow(kept);
        }
        return result;
    }

    private void run(Operation operation) {
        try {
            ending.complete(operation.run(CALLBACK, MemorySegment.ofAddress(reports)));
        } catch (Throwable failure) {
            ending.completeExceptionally(failure);
        } finally {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Tells the caller of reports; of none after one that failed, which is kept. */
    private static final class Delivery {
        private final Progress progress;
        private @Nullable Throwable kept;

        Delivery(Progress progress) {
            this.progress = progress;
        }

        void tellOf(long report) {
            try {
                if (kept == null) {
                    progress.report(NativeMemory.get(report), NativeMemory.get(report + 8));
                }
            } catch (Throwable failure) {
                kept = failure;
            }
        }
    }

    /** Delivers every report until the operation has ended and told all, and returns what one of them failed with. */
    private @Nullable Throwable deliver(Delivery delivery) {
        boolean isOver;
        do {
            isOver = isOverSoon();
            long written = NativeMemory.seen(reports + WRITTEN);
            for (long number = NativeMemory.get(reports + READ); number < written; number++) {
                delivery.tellOf(placeOf(reports, number));
                NativeMemory.publish(reports + READ, number + 1);
            }
        } while (!isOver);
        if (!mayStillReport()) {
            if (NativeMemory.get(reports + IS_NEWEST_APART) != 0) {
                delivery.tellOf(reports + NEWEST);
            }
            BLOCKS.rest(reports);
        }
        return delivery.kept;
    }

    private synchronized boolean isOverSoon() {
        Uninterrupted.await(() -> {
            if (!ending.isDone()) {
                wait(MILLIS_BETWEEN_LOOKS);
            }
            return this;
        });
        return ending.isDone();
    }

    /** Whether C may come back to the memory: it goes on with an operation that outlived its deadline. */
    private boolean mayStillReport() {
        return ending.isCompletedExceptionally() && ending.exceptionNow() instanceof RbdTimeoutException;
    }

    private long result(@Nullable Throwable kept) {
        try {
            return ending.join();
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause();
            if (kept != null && kept != cause) {
                cause.addSuppressed(kept);
            }
            throw Deadline.unchecked(cause);
        }
    }

    private static long placeOf(long reports, long number) {
        return reports + REPORTS + number % MOST_WAITING * REPORT_BYTES;
    }

    /** Called by C, one report after the other: what it threw would end the JVM. 0 lets the operation go on. */
    private static int tell(long done, long total, long reports) {
        try {
            long number = NativeMemory.get(reports + WRITTEN);
            boolean hasRoom = number - NativeMemory.seen(reports + READ) < MOST_WAITING;
            long place = hasRoom ? placeOf(reports, number) : reports + NEWEST;
            NativeMemory.set(place, done);
            NativeMemory.set(place + 8, total);
            NativeMemory.set(reports + IS_NEWEST_APART, hasRoom ? 0 : 1);
            if (hasRoom) {
                NativeMemory.publish(reports + WRITTEN, number + 1);
            }
        } catch (Throwable unexpected) {
            // A report is not worth the end of the JVM.
        }
        return 0;
    }

    /** A report may have thrown what it does not declare, as code that is not Java's can. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable kept) throws T {
        throw (T) kept;
    }
}
