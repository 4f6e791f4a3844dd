package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.Progress;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;

/** Creates a clone of a snapshot: an image of its own, attached to its parent. Where that fails, it is removed again. */
final class CloneRequest {
    /** The longest chain of clones. librbd has no such limit; here each level takes some of its caller's stack when it is opened. */
    private static final int LONGEST_CHAIN = 256;

    private final ImageContext parent;
    private final SnapshotHeader snapshot;
    private final ImageLocation child;
    private final NewImage shape;

    CloneRequest(ImageContext parent, SnapshotHeader snapshot, ImageLocation child, NewImage shape) {
        this.parent = parent;
        this.snapshot = snapshot;
        this.child = child;
        this.shape = shape;
    }

    void run() {
        requireChainShortEnough();
        String id =
                new CreateRequest(child.io(), child.name(), snapshot.revision().size(), shape).run();
        Unwinding unwinding = new Unwinding();
        unwinding.onFailure(() -> new RemoveRequest(child, id).run(Progress.NONE));
        unwinding.run(() -> {
            ImageContext image = OpenRequest.open(child, false, Optional.empty());
            unwinding.onFailure(image::close);
            attach(image);
            image.close();
        });
    }

    private void requireChainShortEnough() {
        int clones = 1;
        for (ImageContext above = parent.parent(); above != null; above = above.parent()) {
            clones++;
        }
        if (clones > LONGEST_CHAIN) {
            throw new ErrnoFailure(
                    Errno.EINVAL,
                    "it would be the " + clones + "th of a chain of clones, and the simulator holds " + LONGEST_CHAIN);
        }
    }

    private void attach(ImageContext image) {
        ParentSpec spec = new ParentSpec(parent.io().poolId(), parent.header().id(), snapshot.id());
        image.headerObject()
                .exec(new HeaderMethod.ParentAttach(spec, snapshot.revision().size()));
        ChildrenDirectory.add(child.io(), spec, image.header().id());
        if (!isStillProtected()) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.NOT_PROTECTED.of(snapshot.name()));
        }
    }

    /** Whoever unprotected the snapshot meanwhile has not seen this child; what cannot be found out counts as so. */
    private boolean isStillProtected() {
        try {
            SnapshotHeader now = parent.headerObject().read().snapshots().get(snapshot.id());
            return now != null && now.isProtected();
        } catch (ErrnoFailure failure) {
            return false;
        }
    }
}
