package org.rbd4j.conformance.hostile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at the calls that threads are in, and ends the process once one takes too much time of a processor, or of the clock. */
final class Watch {
    /** The process's exit status then. */
    static final int HANG = 71;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long CPU_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Report report;
    private final long clockNanos;
    private final Watched[] all;

    Watch(Report report, Duration clock, int threads) {
        this.report = report;
        this.clockNanos = clock.toNanos();
        this.all = new Watched[threads];
        for (int i = 0; i < threads; i++) {
            all[i] = new Watched();
        }
    }

    /** A thread, and since when it is in a call. */
    static final class Watched {
        private volatile Thread thread = Thread.currentThread();
        private volatile String call = "";
        private volatile long number;
        private volatile long since;
        private long seen = -1;
        private long cpuThen;

        void enter(long numberOfCall, String text) {
            thread = Thread.currentThread();
            call = text;
            since = System.nanoTime();
            number = numberOfCall + 1;
        }

        void leave() {
            number = 0;
        }
    }

    Watched of(int thread) {
        return all[thread];
    }

    void begin() {
        Thread looking = new Thread(this::lookForEver, "watch");
        looking.setDaemon(true);
        looking.setPriority(Thread.MAX_PRIORITY);
        looking.start();
    }

    private void lookForEver() {
        while (true) {
            LockSupport.parkNanos(PAUSE_NANOS);
            try {
                for (Watched one : all) {
                    look(one);
                }
            } catch (OutOfMemoryError later) {
                Thread.onSpinWait();
            }
        }
    }

    private void look(Watched one) {
        long number = one.number;
        if (number == 0) {
            return;
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        // There is no such time of a virtual thread, which the clock alone can tell of.
        long cpu = Math.max(0, threads.getThreadCpuTime(one.thread.getId()));
        if (number != one.seen) {
            one.seen = number;
            one.cpuThen = cpu;
        } else if (cpu - one.cpuThen > CPU_NANOS || System.nanoTime() - one.since > clockNanos) {
            report.hang(
                    one.call + " took " + TimeUnit.NANOSECONDS.toMillis(cpu - one.cpuThen) + " ms of a processor and "
                            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - one.since) + " ms of the clock",
                    one.thread.getStackTrace());
            Runtime.getRuntime().halt(HANG);
        }
    }
}
