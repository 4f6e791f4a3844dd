package org.rbd4j.sim;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rbd4j.RbdException;
import org.rbd4j.sim.rados.ClusterLock;
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
record Calls(ClusterLock lock, RunningCounters counters, CallTrace trace, String client) {
    /**
     * What a call does once it has the lock.
     *
     * @param <T> what it answers
     */
    interface Body<T extends @Nullable Object> {
        T run();
    }

    <T extends @Nullable Object> T shared(Supplier<String> call, Body<T> body) {
        return under(lock.shared(), call, body);
    }

    /** Shared with all but those who change the image, if so it may be once the lock is held; exclusive otherwise. */
    <T extends @Nullable Object> T sharedIf(
            ClusterLock.Hold ofImage, BooleanSupplier mayBeShared, Supplier<String> call, Body<T> body) {
        return sharedIf(ofImage, mayBeShared, call, body, null);
    }

    /**
     * Shared if it is ready for that once the lock is held; otherwise the lock is exclusive while it gets ready, and shared from
     * then on.
     */
    <T extends @Nullable Object> T sharedOnceReady(
            BooleanSupplier isReady, Runnable getReady, Supplier<String> call, Body<T> body) {
        return sharedIf(lock.shared(), isReady, call, body, getReady);
    }

    private <T extends @Nullable Object> T sharedIf(
            ClusterLock.Hold shared,
            BooleanSupplier mayBeShared,
            Supplier<String> call,
            Body<T> body,
            @Nullable Runnable getReady) {
        shared.lock();
        try {
            if (mayBeShared.getAsBoolean()) {
                return run(call, body);
            }
        } finally {
            release(shared);
        }
        return getReady == null ? exclusive(call, body) : downgraded(getReady, call, body);
    }

    private <T extends @Nullable Object> T downgraded(Runnable getReady, Supplier<String> call, Body<T> body) {
        Downgrade downgrade = new Downgrade(lock);
        try {
            return run(call, () -> {
                getReady.run();
                downgrade.share();
                return body.run();
            });
        } finally {
            release(downgrade.held);
        }
    }

    /** A lock that is held exclusively until it is {@linkplain #share() shared}. */
    private static final class Downgrade {
        private final ClusterLock.Hold shared;
        private ClusterLock.Hold held;

        Downgrade(ClusterLock lock) {
            this.shared = lock.shared();
            this.held = lock.exclusive();
            held.lock();
        }

        void share() {
            shared.lock();
            ClusterLock.Hold exclusive = held;
            held = shared;
            exclusive.unlock();
        }
    }

    <T extends @Nullable Object> T exclusive(Supplier<String> call, Body<T> body) {
        return under(lock.exclusive(), call, body);
    }

    private <T extends @Nullable Object> T under(ClusterLock.Hold held, Supplier<String> call, Body<T> body) {
        held.lock();
        try {
            return run(call, body);
        } finally {
            release(held);
        }
    }

    /** Gives a hold back, and logs what ended under it. */
    void release(ClusterLock.Hold held) {
        held.unlock();
        if (isTraced()) {
            trace.log();
        }
    }

    private <T extends @Nullable Object> T run(Supplier<String> call, Body<T> body) {
        return isTraced() ? traced(call, () -> counted(call, body)) : counted(call, body);
    }

    /** Whether somebody wants to see calls. */
    boolean isTraced() {
        return trace.isOn();
    }

    /** Runs a call that somebody wants to see. */
    <T extends @Nullable Object> T traced(Supplier<String> call, Supplier<T> body) {
        return trace.around(client, call, body);
    }

    private <T extends @Nullable Object> T counted(Supplier<String> call, Body<T> body) {
        counters.count(SimCounter.CALLS);
        try {
            return body.run();
        } catch (RuntimeException | Error failure) {
            throw failed(call, failure);
        }
    }

    /** Counts a call that failed, and returns what its caller is to get for it. */
    RuntimeException failed(Supplier<String> call, Throwable failure) {
        counters.count(SimCounter.FAILED_CALLS);
        if (failure instanceof ErrnoFailure refused) {
            return RbdException.of(refused.errno(), call.get() + ": " + refused.getMessage());
        }
        if (failure instanceof RuntimeException unchecked) {
            return unchecked;
        }
        throw (Error) failure;
    }
}
