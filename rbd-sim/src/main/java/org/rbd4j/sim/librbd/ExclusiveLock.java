package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.RadosClient;

/**
 * One handle's side of the image's managed lock, which at most one handle of the image owns. Images without the
 * exclusive-lock feature have none: then nobody owns it and nobody needs to.
 */
final class ExclusiveLock {
    private final ImageContext context;
    private final String cookie;

    /** Guarded by the cluster's lock. */
    private boolean wasTriedByDiff;

    ExclusiveLock(ImageContext context, long handleId) {
        this.context = context;
        this.cookie = "auto " + handleId;
    }

    private MetadataName<HeaderLock> lockName() {
        return HeaderLock.nameOf(context.header().id());
    }

    private Optional<HeaderLock> lock() {
        return context.io().peek(lockName());
    }

    /** The handle that owns the managed lock. */
    Optional<ImageContext> owner() {
        return lock().flatMap(HeaderLock::owner);
    }

    boolean isOwner() {
        return owner().filter(owner -> owner == context).isPresent();
    }

    /** Makes this handle the owner; whoever owned the lock gives it up when asked. */
    void acquire() {
        if (!context.has(Feature.EXCLUSIVE_LOCK) || isOwner()) {
            return;
        }
        Optional<HeaderLock> held = lock();
        if (held.isPresent() && !held.get().isManaged()) {
            throw new ErrnoFailure(
                    Errno.ETIMEDOUT,
                    "librbd waits for ever for the managed lock while the advisory lock is held by " + held.get());
        }
        RadosClient client = context.io().client();
        HeaderLock.Holder self = new HeaderLock.Holder(client.entity(), cookie, client.address(), Optional.of(context));
        context.io().exec(lockName(), "lock.lock", before -> Optional.of(HeaderLock.managedBy(self)));
    }

    /**
     * Makes this handle the owner if nobody holds the lock.
     *
     * @return true if this handle is the owner, or the image has no managed lock
     */
    boolean tryAcquire() {
        if (context.has(Feature.EXCLUSIVE_LOCK) && !isOwner() && lock().isPresent()) {
            return false;
        }
        acquire();
        return true;
    }

    /**
     * Makes this handle the owner if nobody holds the lock, the first time alone: librbd's diff tries once in a handle's life, and
     * not while the handle is the owner.
     */
    void tryAcquireForDiff() {
        if (!isOwner() && !wasTriedByDiff) {
            wasTriedByDiff = true;
            tryAcquire();
        }
    }

    /** The handle that carries out what this one asks for: the owner, which this one becomes if nobody is. */
    ImageContext ownerOrAcquire() {
        if (tryAcquire()) {
            return context;
        }
        return owner().orElseThrow(() ->
                new ErrnoFailure(Errno.EROFS, "the managed lock cannot be taken while the advisory lock is held"));
    }

    void release() {
        IoContext io = context.io();
        if (isOwner()) {
            io.exec(lockName(), "lock.unlock", before -> Optional.empty());
        }
    }
}
