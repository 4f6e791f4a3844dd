package org.rbd4j.librbd;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Progress;

/**
 * The reports of one long operation, on their way from librbd to its caller's {@link Progress}: at once and in order, on the
 * caller's own thread, while another thread is inside C.
 *
 * <p>librbd tells them on a thread of its own on which all else of its client waits. A report that read an image from in
 * there would wait for itself, and one that took its time would keep the client from answering others, who then blocklist
 * it.
 */
final class ProgressReports {
    /** A call into C that is given the callback and the argument to hand back to it. */
    @FunctionalInterface
    interface Operation {
        long run(MemorySegment callback, MemorySegment argument);
    }

    private record Report(long done, long total) {}

    /** Of a caller who is behind by more than these, only the newest is kept. */
    private static final int MOST_WAITING = 1024;

    /** One for all operations. */
    private static final MemorySegment CALLBACK = Upcall.to(
            MethodHandles.lookup(),
            "tell",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));

    private static final Map<Long, ProgressReports> RUNNING = new ConcurrentHashMap<>();
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final CompletableFuture<Long> ending = new CompletableFuture<>();

    /** Guarded by this. */
    private final Deque<Report> waiting = new ArrayDeque<>();

    private ProgressReports() {}

    /** Runs an operation to its end, then throws what it ended in, or else what a report did. */
    static long passOn(Progress progress, Operation operation) {
        Objects.requireNonNull(progress, "progress");
        ProgressReports reports = new ProgressReports();
        Thread thread = new Thread(() -> reports.run(operation), "rbd4j-progress");
        thread.setDaemon(true);
        thread.start();
        Throwable kept = reports.deliver(progress);
        long result = reports.result(kept);
        if (kept != null) {
            ProgressReports.<RuntimeException>rethrow(kept);
        }
        return result;
    }

    private void run(Operation operation) {
        long id = LAST_ID.incrementAndGet();
        try {
            RUNNING.put(id, this);
            ending.complete(operation.run(CALLBACK, MemorySegment.ofAddress(id)));
        } catch (Throwable failure) {
            ending.completeExceptionally(failure);
        } finally {
            RUNNING.remove(id);
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Tells the caller every report until the operation has ended; none after one that failed, which is given back. */
    private @Nullable Throwable deliver(Progress progress) {
        Throwable kept = null;
        for (Report report = next(); report != null; report = next()) {
            try {
                if (kept == null) {
                    progress.report(report.done, report.total);
                }
            } catch (Throwable failure) {
                kept = failure;
            }
        }
        return kept;
    }

    /** Null when the operation has ended and told all. */
    private synchronized @Nullable Report next() {
        return Uninterrupted.await(() -> {
            while (waiting.isEmpty() && !ending.isDone()) {
                wait();
            }
            return waiting.poll();
        });
    }

    private long result(@Nullable Throwable kept) {
        try {
            return ending.join();
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause();
            if (kept != null) {
                cause.addSuppressed(kept);
            }
            throw Deadline.unchecked(cause);
        }
    }

    private synchronized void add(Report report) {
        if (waiting.size() == MOST_WAITING) {
            waiting.removeLast();
        }
        waiting.add(report);
        notifyAll();
    }

    /** Called by C; what it throws would end the JVM, and a report is not worth that. 0 lets the operation go on. */
    private static int tell(long done, long total, MemorySegment argument) {
        try {
            ProgressReports reports = RUNNING.get(argument.address());
            if (reports != null) {
                reports.add(new Report(done, total));
            }
        } catch (Throwable outOfMemory) {
            // The next report says all that this one did.
        }
        return 0;
    }

    /** A report may have thrown what it does not declare, as code that is not Java's can. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable kept) throws T {
        throw (T) kept;
    }
}
