package org.rbd4j.sim;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.rbd4j.RbdException;
import org.rbd4j.sim.rados.ErrnoFailure;

/**
 * Runs each call of the api as a whole under the cluster's lock, shared if it only reads, and names the call in its failure.
 *
 * @param lock the cluster's lock
 */
record Calls(ReadWriteLock lock) {
    <T> T shared(Supplier<String> call, Supplier<T> body) {
        return under(lock.readLock(), call, body);
    }

    /** Shared if so it may be once the lock is held, exclusive otherwise. */
    <T> T sharedIf(BooleanSupplier mayBeShared, Supplier<String> call, Supplier<T> body) {
        Lock readLock = lock.readLock();
        readLock.lock();
        try {
            if (mayBeShared.getAsBoolean()) {
                return shared(call, body);
            }
        } finally {
            readLock.unlock();
        }
        return exclusive(call, body);
    }

    <T> T exclusive(Supplier<String> call, Supplier<T> body) {
        return under(lock.writeLock(), call, body);
    }

    private static <T> T under(Lock lock, Supplier<String> call, Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } catch (ErrnoFailure failure) {
            throw RbdException.of(failure.errno(), call.get() + ": " + failure.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
