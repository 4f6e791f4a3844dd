package org.rbd4j.sim;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rbd4j.RbdException;
import org.rbd4j.sim.rados.ErrnoFailure;

/**
 * Runs each call of one client's as a whole under the cluster's lock, shared if it only reads; it names the call in its
 * failure, counts it and traces it.
 *
 * @param lock the cluster's lock
 * @param counters the cluster's counters
 * @param trace the cluster's trace
 * @param client the client's name
 */
record Calls(ReadWriteLock lock, RunningCounters counters, CallTrace trace, String client) {
    <T extends @Nullable Object> T shared(Supplier<String> call, Supplier<T> body) {
        return under(lock.readLock(), call, body);
    }

    /** Shared if so it may be once the lock is held, exclusive otherwise. */
    <T extends @Nullable Object> T sharedIf(BooleanSupplier mayBeShared, Supplier<String> call, Supplier<T> body) {
        return sharedIf(mayBeShared, call, body, () -> exclusive(call, body));
    }

    /**
     * Shared if it is ready for that once the lock is held; otherwise the lock is exclusive while it gets ready, and shared from
     * then on.
     */
    <T extends @Nullable Object> T sharedOnceReady(
            BooleanSupplier isReady, Runnable getReady, Supplier<String> call, Supplier<T> body) {
        return sharedIf(isReady, call, body, () -> downgraded(getReady, call, body));
    }

    private <T extends @Nullable Object> T sharedIf(
            BooleanSupplier mayBeShared, Supplier<String> call, Supplier<T> body, Supplier<T> otherwise) {
        Lock readLock = lock.readLock();
        readLock.lock();
        try {
            if (mayBeShared.getAsBoolean()) {
                return run(call, body);
            }
        } finally {
            readLock.unlock();
        }
        return otherwise.get();
    }

    private <T extends @Nullable Object> T downgraded(Runnable getReady, Supplier<String> call, Supplier<T> body) {
        Downgrade downgrade = new Downgrade(lock);
        try {
            return run(call, () -> {
                getReady.run();
                downgrade.share();
                return body.get();
            });
        } finally {
            downgrade.unlock();
        }
    }

    /** A lock that is held exclusively until it is {@linkplain #share() shared}. */
    private static final class Downgrade {
        private final ReadWriteLock lock;
        private Lock held;

        Downgrade(ReadWriteLock lock) {
            this.lock = lock;
            this.held = lock.writeLock();
            held.lock();
        }

        void share() {
            lock.readLock().lock();
            held.unlock();
            held = lock.readLock();
        }

        void unlock() {
            held.unlock();
        }
    }

    <T extends @Nullable Object> T exclusive(Supplier<String> call, Supplier<T> body) {
        return under(lock.writeLock(), call, body);
    }

    private <T extends @Nullable Object> T under(Lock held, Supplier<String> call, Supplier<T> body) {
        held.lock();
        try {
            return run(call, body);
        } finally {
            held.unlock();
        }
    }

    private <T extends @Nullable Object> T run(Supplier<String> call, Supplier<T> body) {
        return trace.isOn() ? trace.around(client, call, () -> counted(call, body)) : counted(call, body);
    }

    private <T extends @Nullable Object> T counted(Supplier<String> call, Supplier<T> body) {
        counters.count(SimCounter.CALLS);
        try {
            return body.get();
        } catch (ErrnoFailure failure) {
            counters.count(SimCounter.FAILED_CALLS);
            throw RbdException.of(failure.errno(), call.get() + ": " + failure.getMessage());
        } catch (RuntimeException | Error failure) {
            counters.count(SimCounter.FAILED_CALLS);
            throw failure;
        }
    }
}
