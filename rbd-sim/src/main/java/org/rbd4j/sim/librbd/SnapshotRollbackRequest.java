package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.ObjectOperation;
import org.rbd4j.sim.rados.RadosPool;
import org.rbd4j.sim.rados.SnapContext;

/** Makes HEAD what it was at a snapshot: its size, its object map, and each object by RADOS's own rollback. */
final class SnapshotRollbackRequest {
    private final ImageContext image;
    private final SnapshotHeader target;

    SnapshotRollbackRequest(ImageContext image, SnapshotHeader target) {
        this.image = image;
        this.target = target;
    }

    void run() {
        long size = target.revision().size();
        if (size != image.header().head().size()) {
            new ResizeRequest(image, size).runUnannounced();
        }
        if (image.objectMap().isKept()) {
            if (!image.objectMap().isInvalid(target.id())) {
                // librbd looks into it later, for objects that it need not roll back.
                image.objectMap().openAt(target);
            }
            rollBackObjectMap();
        }
        rollBackObjects(Striper.objectCount(image.layout(), size));
        image.objectMap().open();
        image.objectIo().invalidate();
        image.headerObject().announce();
    }

    /** HEAD's map becomes the snapshot's, be it valid or not; without one, both are invalid. */
    private void rollBackObjectMap() {
        ObjectMap map = image.objectMap();
        boolean bringsInvalidMap = map.isInvalid(target.id()) && !map.isInvalid(RadosPool.HEAD);
        Optional<ObjectStates> snapshot = map.loadUnlessItFails(target.id());
        if (snapshot.isEmpty()) {
            map.tryToInvalidate(target.id());
            map.tryToInvalidate(RadosPool.HEAD);
        } else {
            map.execOrInvalidate(RadosPool.HEAD, new ObjectMapMethod.WriteFull(snapshot.get()));
        }
        if (bringsInvalidMap && !image.defectsMet().meet(Defect.ROLLBACK_TRUSTS_INVALID_MAP)) {
            map.invalidate(RadosPool.HEAD);
        }
    }

    private void rollBackObjects(long count) {
        SnapContext context = image.header().snapContext();
        ObjectOperation rollback = new ObjectOperation.Rollback(target.id());
        InFlight.throttled(
                image,
                new StoredObjects(image).own(0, count),
                number -> image.io()
                        .send(new DataRequest.Operate(image.header().dataPrefix(), number, context, rollback)));
    }
}
