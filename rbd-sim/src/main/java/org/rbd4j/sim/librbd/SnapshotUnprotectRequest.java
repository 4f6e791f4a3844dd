package org.rbd4j.sim.librbd;

import java.util.List;
import org.rbd4j.Errno;
import org.rbd4j.ImageSpec;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;

/** Lifts a snapshot's protection, if it turns out that it has no clones; while that is found out, nobody can make one. */
final class SnapshotUnprotectRequest {
    private final ImageContext image;
    private final long snapId;

    SnapshotUnprotectRequest(ImageContext image, long snapId) {
        this.image = image;
        this.snapId = snapId;
    }

    void run() {
        image.headerObject().exec(new HeaderMethod.SetProtectionStatus(snapId, ProtectionStatus.UNPROTECTING));
        Unwinding unwinding = new Unwinding();
        unwinding.onFailure(() ->
                image.headerObject().exec(new HeaderMethod.SetProtectionStatus(snapId, ProtectionStatus.PROTECTED)));
        unwinding.run(() -> {
            requireChildless();
            image.headerObject().exec(new HeaderMethod.SetProtectionStatus(snapId, ProtectionStatus.UNPROTECTED));
        });
        image.headerObject().announce();
    }

    private void requireChildless() {
        List<ImageSpec> children = ChildrenDirectory.find(
                image.io(), new ParentSpec(image.io().poolId(), image.header().id(), snapId));
        if (!children.isEmpty()) {
            throw new ErrnoFailure(
                    Errno.EBUSY,
                    Reason.HAS_CLONES.of(image.header().snapshots().get(snapId).name()));
        }
    }
}
