package org.rbd4j.librbd;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.RbdTimeoutException;
import org.rbd4j.internal.DaemonThreads;

/** A call into C ends for its caller within this time; if C does not come back, its thread is left to itself. */
sealed interface Deadline {
    /** The option of a connection, in seconds; librbd itself has nothing of the kind and can block for ever. */
    String OPTION = "rbd4j_deadline";

    /**
     * Carries out a call.
     *
     * @param onPassed what to do when the time is over and C did not come back
     */
    <T> T run(String what, Supplier<T> call, Runnable onPassed);

    /**
     * Lets the time of a request run.
     *
     * @param ring what to do when it is over, on a thread that it may block
     * @return what the clock can take back; null if it is never over
     */
    DeadlineClock.@Nullable Alarm setAlarm(Runnable ring);

    /** What a call ends in whose time is over. */
    RbdTimeoutException passed(String what);

    /**
     * Waits while something is so, as long as a call may take.
     *
     * @param monitor held by this thread; notified of what changes
     * @return false if the time is over and it is still so
     */
    boolean await(Object monitor, BooleanSupplier condition);

    /** Whether a call may still be inside C after it ended for its caller. */
    boolean mayPass();

    /** Reads the option. */
    static Deadline of(Optional<String> seconds) {
        return seconds.<Deadline>map(WithinTime::parse).orElseGet(Never::new);
    }

    /** What another thread failed with, for the thread that waited for it. */
    static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        // The caller wants to see its own frames, not those of the thread that went into C for it.
        return (RuntimeException) cause.fillInStackTrace();
    }

    /**
     * What a call comes to on another thread. Who waits for it makes no object meanwhile, nor throws: with an {@link OutOfMemoryError}
     * it would leave its handle while the call is still inside.
     */
    final class Outcome<T> implements Runnable {
        private final Supplier<T> call;
        private final Thread caller = Thread.currentThread();
        private @Nullable T value;
        private @Nullable Throwable failure;
        private volatile boolean isKnown;

        private Outcome(Supplier<T> call) {
            this.call = call;
        }

        @Override
        public void run() {
            try {
                value = call.get();
            } catch (Throwable thrown) { // Whatever it is, it is thrown where it is waited for.
                failure = thrown;
            }
            isKnown = true;
            LockSupport.unpark(caller);
        }

        /** Waits for it, as long as there is time; interrupted or not. */
        private boolean isKnownBefore(long end) {
            boolean wasInterrupted = false;
            for (long left = end - System.nanoTime(); !isKnown && left > 0; left = end - System.nanoTime()) {
                try {
                    LockSupport.parkNanos(this, left);
                } catch (OutOfMemoryError none) {
                    // A virtual thread takes memory to wait with.
                    Thread.onSpinWait();
                }
                wasInterrupted |= Thread.interrupted();
            }
            if (wasInterrupted) {
                caller.interrupt();
            }
            return isKnown;
        }

        private T get() {
            if (failure != null) {
                throw unchecked(failure);
            }
            return value;
        }
    }

    /** The default: the caller's own thread goes into C, and waits as long as librbd does. */
    final class Never implements Deadline {
        @Override
        public <T> T run(String what, Supplier<T> call, Runnable onPassed) {
            return call.get();
        }

        @Override
        public DeadlineClock.@Nullable Alarm setAlarm(Runnable ring) {
            return null;
        }

        @Override
        public RbdTimeoutException passed(String what) {
            throw new IllegalStateException(what + ": its time is never over");
        }

        @Override
        public boolean await(Object monitor, BooleanSupplier condition) {
            return Uninterrupted.await(() -> {
                while (condition.getAsBoolean()) {
                    monitor.wait();
                }
                return true;
            });
        }

        @Override
        public boolean mayPass() {
            return false;
        }
    }

    /** Each call is carried out by a daemon thread, for which the caller waits. */
    final class WithinTime implements Deadline {
        private final String seconds;
        private final long nanos;
        private final ExecutorService threads = DaemonThreads.named("rbd4j-call");

        private WithinTime(String seconds, long nanos) {
            this.seconds = seconds;
            this.nanos = nanos;
        }

        private static WithinTime parse(String seconds) {
            try {
                long nanos = new BigDecimal(seconds).movePointRight(9).longValueExact();
                if (nanos > 0) {
                    return new WithinTime(seconds, nanos);
                }
            } catch (ArithmeticException | NumberFormatException malformed) {
                // Said below, together with what is not positive.
            }
            throw new InvalidArgumentException(
                    "connect: " + OPTION + " is '" + seconds + "', not a positive decimal number of seconds");
        }

        @Override
        public <T> T run(String what, Supplier<T> call, Runnable onPassed) {
            Outcome<T> outcome = new Outcome<>(call);
            long end = System.nanoTime() + nanos;
            threads.execute(outcome);
            if (!outcome.isKnownBefore(end)) {
                onPassed.run();
                throw passed(what);
            }
            return outcome.get();
        }

        @Override
        public RbdTimeoutException passed(String what) {
            return new RbdTimeoutException(what + ": did not end within " + this + "; its handle is lost");
        }

        @Override
        public DeadlineClock.Alarm setAlarm(Runnable ring) {
            return DeadlineClock.shared().set(nanos, ring);
        }

        @Override
        public boolean await(Object monitor, BooleanSupplier condition) {
            long end = System.nanoTime() + nanos;
            return Uninterrupted.await(() -> {
                long left = end - System.nanoTime();
                while (condition.getAsBoolean() && left > 0) {
                    TimeUnit.NANOSECONDS.timedWait(monitor, left);
                    left = end - System.nanoTime();
                }
                return !condition.getAsBoolean();
            });
        }

        @Override
        public boolean mayPass() {
            return true;
        }

        @Override
        public String toString() {
            return OPTION + " = " + seconds + " s";
        }
    }
}
