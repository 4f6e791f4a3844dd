package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.Progress;
import org.rbd4j.sim.rados.ErrnoFailure;

/** Creates a clone of a snapshot: an image of its own, attached to its parent. Where that fails, it is removed again. */
final class CloneRequest {
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

    private void attach(ImageContext image) {
        ParentSpec spec = new ParentSpec(parent.io().poolId(), parent.header().id(), snapshot.id());
        image.headerObject()
                .exec(new HeaderMethod.ParentAttach(spec, snapshot.revision().size()));
        ChildrenDirectory.add(child.io(), spec, image.header().id());
        if (!isStillProtected()) {
            throw new ErrnoFailure(
                    Errno.EINVAL, "snapshot '" + snapshot.name() + "' was unprotected while it was cloned");
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
