package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ClassMethod;
import org.rbd4j.sim.rados.ErrnoFailure;

/** A method of the object class {@code lock}. */
sealed interface LockMethod extends ClassMethod<HeaderLock> {
    /**
     * Takes the lock, or a share of it.
     *
     * @param tag what the holders share
     * @param exclusive true to be the only holder
     * @param holder who takes it
     */
    record Take(String tag, boolean exclusive, HeaderLock.Holder holder) implements LockMethod {
        @Override
        public String name() {
            return "lock.lock";
        }

        @Override
        public Optional<HeaderLock> apply(Optional<HeaderLock> held, Instant now) {
            if (held.isEmpty()) {
                return Optional.of(HeaderLock.of(tag, exclusive, holder));
            }
            HeaderLock lock = held.get();
            if (lock.isHeldBy(holder.client(), holder.cookie()) && lock.tag().equals(tag)) {
                throw new ErrnoFailure(Errno.EEXIST, Reason.HOLDS_LOCK_ALREADY.of());
            }
            if (lock.exclusive() || exclusive || !lock.tag().equals(tag)) {
                throw new ErrnoFailure(Errno.EBUSY, Reason.LOCK_HELD.of());
            }
            return Optional.of(lock.with(holder));
        }
    }

    /**
     * Releases the lock that a client took with a cookie.
     *
     * @param client the holder
     * @param cookie the cookie with which it was taken
     */
    record Unlock(String client, String cookie) implements LockMethod {
        @Override
        public String name() {
            return "lock.unlock";
        }

        @Override
        public Optional<HeaderLock> apply(Optional<HeaderLock> held, Instant now) {
            return withoutHold(held, client, cookie);
        }
    }

    /**
     * Breaks the lock that another client took.
     *
     * @param client the holder
     * @param cookie the cookie with which it was taken
     */
    record BreakLock(String client, String cookie) implements LockMethod {
        @Override
        public String name() {
            return "lock.break_lock";
        }

        @Override
        public Optional<HeaderLock> apply(Optional<HeaderLock> held, Instant now) {
            return withoutHold(held, client, cookie);
        }
    }

    private static Optional<HeaderLock> withoutHold(Optional<HeaderLock> held, String client, String cookie) {
        return held.filter(lock -> lock.isHeldBy(client, cookie))
                .orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, Reason.NO_SUCH_LOCK.of()))
                .without(client, cookie);
    }
}
