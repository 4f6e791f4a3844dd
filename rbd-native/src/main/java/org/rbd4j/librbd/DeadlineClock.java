package org.rbd4j.librbd;

import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rbd4j.internal.DaemonThreads;

/** Rings each alarm that is set once its time has come, and not before; a lack of memory makes it late, but never silent. */
final class DeadlineClock implements Runnable {
    /** Where alarms ring, for what depends on one may block. */
    private static final ExecutorService THREADS = DaemonThreads.named("rbd4j-deadline");

    private static final DeadlineClock SHARED = new DeadlineClock();

    /** Guarded by this, as is the field below. */
    private final TreeSet<Alarm> alarms = new TreeSet<>();

    private boolean isRunning;

    /** The clock's own thread's: taken out of the alarms, and not yet rung. */
    private @Nullable Alarm due;

    private DeadlineClock() {}

    /** The one of this process. */
    static DeadlineClock shared() {
        return SHARED;
    }

    /** Something that is to be run at a time. */
    static final class Alarm implements Comparable<Alarm> {
        private static final AtomicLong NUMBERS = new AtomicLong();

        private final long time;
        private final long number = NUMBERS.incrementAndGet();
        private final Runnable ring;

        private Alarm(long time, Runnable ring) {
            this.time = time;
            this.ring = ring;
        }

        @Override
        public int compareTo(Alarm other) {
            // System.nanoTime() may overflow, so that only differences of its values can be compared.
            int byTime = Long.signum(time - other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Alarm alarm && alarm.number == number;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }

    /** Sets an alarm, which rings so many nanoseconds from now; nothing is set if this throws. */
    synchronized Alarm set(long nanos, Runnable ring) {
        if (!isRunning) {
            Thread thread = new Thread(this, "rbd4j-clock");
            thread.setDaemon(true);
            thread.start();
            isRunning = true;
        }
        Alarm alarm = new Alarm(System.nanoTime() + nanos, ring);
        alarms.add(alarm);
        if (alarms.first() == alarm) {
            notifyAll();
        }
        return alarm;
    }

    /** Takes an alarm back, if it has not rung. */
    synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    @Override
    public void run() {
        while (true) {
            try {
                due = due == null ? awaitNext() : due;
                THREADS.execute(due.ring);
                due = null;
            } catch (Throwable noMemory) {
                // What is due stays due.
                NextAttempt.await();
            }
        }
    }

    private synchronized Alarm awaitNext() throws InterruptedException {
        while (true) {
            if (alarms.isEmpty()) {
                wait();
                continue;
            }
            Alarm next = alarms.first();
            long left = next.time - System.nanoTime();
            if (left <= 0) {
                alarms.remove(next);
                return next;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
