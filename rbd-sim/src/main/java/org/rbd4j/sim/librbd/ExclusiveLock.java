package org.rbd4j.sim.librbd;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.NotifyAnswer;
import org.rbd4j.sim.rados.PoolRequest;

/**
 * One handle's side of the image's managed lock, which at most one handle of the image owns. Images without the
 * exclusive-lock feature have none: then nobody owns it and nobody needs to.
 */
final class ExclusiveLock {
    private static final String COOKIE_PREFIX = "auto ";

    private final ImageContext image;
    private final HeaderLock.Holder self;

    /** What this handle knows; guarded by the cluster's lock, as is the field below. */
    private boolean isOwned;

    private boolean wasTriedByDiff;

    /** The lock's cookie tells which watch its owner has, so that others can see whether the owner is still there. */
    ExclusiveLock(ImageContext image, long watchCookie) {
        this.image = image;
        this.self = new HeaderLock.Holder(
                image.io().client().entity(),
                COOKIE_PREFIX + watchCookie,
                image.io().client().address());
    }

    private HeaderObject header() {
        return image.headerObject();
    }

    /** Whether this handle took the lock and was not asked to give it back. */
    boolean isOwner() {
        return isOwned;
    }

    /** Whether the header's lock is still this handle's, as librbd asserts before it says so. */
    boolean isHeaderLocked() {
        return isOwned && header().readLock().filter(this::isMine).isPresent();
    }

    private boolean isMine(HeaderLock lock) {
        return lock.isHeldBy(self.client(), self.cookie());
    }

    /**
     * Whether this handle must own the lock to read, as it must to write: an owner that went away may have left writes in the
     * journal that nobody has replayed.
     */
    boolean isNeededToRead() {
        return image.has(Feature.JOURNALING) && image.isHeadSelected() && !image.isReadOnly();
    }

    private boolean isNeeded() {
        return image.has(Feature.EXCLUSIVE_LOCK) && !isOwned;
    }

    /** Whether a write need not take the lock first. */
    boolean isOwnerOrNotNeeded() {
        return !isNeeded();
    }

    /** Makes this handle the owner; whoever owned the lock gives it up when asked. */
    void acquire() {
        if (!isNeeded()) {
            return;
        }
        Optional<HeaderLock> other = waitToTake();
        if (other.filter(HeaderLock::isManaged).isPresent()) {
            header().tell(new LockRequest());
            other = waitToTake();
        }
        other.ifPresent(held -> {
            throw held.isManaged()
                    ? new ErrnoFailure(
                            Errno.ETIMEDOUT, "the owner of the managed lock does not give it back: " + held.owner())
                    : new EndlessWait(
                            "librbd waits for ever for the managed lock while the advisory lock is held by " + held);
        });
    }

    /**
     * Makes this handle the owner if nobody holds the lock.
     *
     * @return true if this handle is the owner, or the image has no managed lock
     */
    boolean tryAcquire() {
        try {
            return !isNeeded() || tryToTake().isEmpty();
        } catch (ErrnoFailure failure) {
            if (failure.errno() == Errno.EBUSY) {
                return false;
            }
            throw failure;
        }
    }

    /** Who waits for the lock tries once more where it is busy, and be it when it is read. */
    private Optional<HeaderLock> waitToTake() {
        try {
            return tryToTake();
        } catch (ErrnoFailure failure) {
            if (failure.errno() == Errno.EBUSY) {
                return tryToTake();
            }
            throw failure;
        }
    }

    /** AcquireRequest. Returns the lock if somebody else holds it. */
    private Optional<HeaderLock> tryToTake() {
        Optional<HeaderLock> other = heldByAnother();
        if (other.isEmpty() && isBusyWhenTaken()) {
            // Somebody was faster, or gave it back meanwhile.
            other = heldByAnother();
            if (other.isEmpty()) {
                take();
            }
        }
        if (other.isEmpty()) {
            isOwned = true;
            image.objectMap().open();
        }
        return other;
    }

    private boolean isBusyWhenTaken() {
        try {
            take();
            return false;
        } catch (ErrnoFailure failure) {
            if (failure.errno() == Errno.EBUSY) {
                return true;
            }
            throw failure;
        }
    }

    private void take() {
        header().exec(new LockMethod.Take(HeaderLock.MANAGED_TAG, true, self));
    }

    /** The lock if it is not free; that of an owner who is gone is broken first. */
    private Optional<HeaderLock> heldByAnother() {
        Optional<HeaderLock> held = header().readLock();
        if (held.filter(HeaderLock::isManaged).isEmpty() || isThere(held.get().owner())) {
            return held;
        }
        breakLockOf(held.get().owner());
        return Optional.empty();
    }

    /** A lock that this very client holds through another handle is not broken, be that handle there or not. */
    private boolean isThere(HeaderLock.Holder owner) {
        return owner.client().equals(self.client())
                || header().watchers().stream()
                        .anyMatch(watcher -> watcher.client().equals(owner.client())
                                && owner.cookie().equals(COOKIE_PREFIX + watcher.cookie()));
    }

    /** BreakRequest: whoever lost the lock must not write any more; others may have broken it meanwhile. */
    private void breakLockOf(HeaderLock.Holder owner) {
        image.io().send(new PoolRequest.Blocklist(owner.client()));
        Unwinding.passOver(Errno.ENOENT, () -> header().exec(new LockMethod.BreakLock(owner.client(), owner.cookie())));
    }

    /** Makes this handle the owner for a diff, if nobody holds the lock and librbd would try. */
    void tryAcquireForDiff() {
        if (!(wasTriedByDiff && image.location().profile().triesForLockAtFirstDiffAlone())) {
            wasTriedByDiff = true;
            tryAcquire();
        }
    }

    /** Gives the lock back. Where that fails, librbd takes it for given back all the same. */
    void release() {
        if (isOwned) {
            isOwned = false;
            image.objectMap().close();
            Unwinding.passOver(() -> header().exec(new LockMethod.Unlock(self.client(), self.cookie())));
        }
    }

    /**
     * Has something done by the owner of the managed lock: this handle, if nobody else is. With a snapshot selected a handle has no
     * part in the lock, and does it itself.
     */
    void doByOwner(OwnerRequest request) {
        boolean isMine = !image.isHeadSelected() || becomesOwner();
        if (isMine && image.isHeadSelected()) {
            image.refreshIfStale();
        }
        Set<Integer> countedAsDone = image.location().profile().countedAsDone(request);
        Unwinding.passOver(countedAsDone, isMine ? () -> doWithoutOwner(request) : () -> ask(request));
    }

    /** Does something that needs no owner of the managed lock. */
    void doWithoutOwner(OwnerRequest request) {
        request.carryOut(image);
    }

    private void ask(OwnerRequest request) {
        List<NotifyAnswer> answers = header().tell(request);
        if (answers.isEmpty()) {
            throw new EndlessWait("the owner of the managed lock does not answer");
        }
        // C_InvokeAsyncRequest: whatever came of it, the image may have changed.
        image.markStale();
        answers.get(0).requireDone();
    }

    /** False if another handle is the owner; whatever else is in the way, librbd calls the image read-only then. */
    private boolean becomesOwner() {
        Optional<HeaderLock> other = isNeeded() ? takeOrReadOnly() : Optional.empty();
        other.filter(held -> !held.isManaged()).ifPresent(held -> {
            throw new ErrnoFailure(Errno.EROFS, Reason.LOCK_ELSEWHERE.of());
        });
        return other.isEmpty();
    }

    private Optional<HeaderLock> takeOrReadOnly() {
        try {
            return tryToTake();
        } catch (ErrnoFailure failure) {
            if (failure.errno() == Errno.ESHUTDOWN) {
                throw failure;
            }
            throw new ErrnoFailure(Errno.EROFS, Reason.LOCK_ELSEWHERE.of());
        }
    }
}
