package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.Feature;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;

/**
 * One handle's side of the image's managed lock, which at most one handle of the image owns. Images without the
 * exclusive-lock feature have none: then nobody owns it and nobody needs to.
 */
final class ExclusiveLock {
    /** The lock on the header object (class lock). */
    private record Holder(ImageContext owner) {}

    private final ImageContext context;

    ExclusiveLock(ImageContext context) {
        this.context = context;
    }

    private MetadataName<Holder> lockName() {
        return new MetadataName<>(context.headerName() + ".rbd_lock", Holder.class);
    }

    private Optional<Holder> holder() {
        return context.io().read(lockName());
    }

    boolean isOwner() {
        return holder().filter(found -> found.owner() == context).isPresent();
    }

    /** Makes this handle the owner; whoever owned the lock gives it up when asked. */
    void acquire() {
        if (context.has(Feature.EXCLUSIVE_LOCK) && !isOwner()) {
            context.io().exec(lockName(), "lock.lock", before -> Optional.of(new Holder(context)));
        }
    }

    /**
     * Makes this handle the owner unless another is.
     *
     * @return false if another handle is the owner
     */
    boolean tryAcquire() {
        if (holder().isPresent() && !isOwner()) {
            return false;
        }
        acquire();
        return true;
    }

    /** The handle that owns the lock; this one, from now on, if nobody did. */
    ImageContext ownerOrAcquire() {
        Optional<Holder> found = holder();
        if (found.isPresent()) {
            return found.get().owner();
        }
        acquire();
        return context;
    }

    void release() {
        IoContext io = context.io();
        if (isOwner()) {
            io.exec(lockName(), "lock.unlock", before -> Optional.empty());
        }
    }
}
