package org.rbd4j.sim.librbd;

import org.rbd4j.Feature;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.PoolRequest;
import org.rbd4j.sim.rados.RadosPool;

/**
 * Takes a snapshot of HEAD: its id, its entry in the header, its object map. Once the header has it, it stays, whatever becomes of
 * the map.
 */
final class SnapshotCreateRequest {
    private final ImageContext image;
    private final String name;

    SnapshotCreateRequest(ImageContext image, String name) {
        this.image = image;
        this.name = name;
    }

    void run() {
        IoContext io = image.io();
        image.objectIo().flush();
        long snapId = io.send(new PoolRequest.CreateSnap());
        Unwinding unwinding = new Unwinding();
        unwinding.onFailure(() -> io.send(new PoolRequest.RemoveSnap(snapId)));
        unwinding.run(() -> image.changeHeaderUnannounced(new HeaderMethod.SnapshotAdd(snapId, name)));
        if (image.objectMap().isOpen()) {
            Unwinding.passOver(() -> createObjectMap(snapId));
        }
        image.headerObject().announce();
    }

    /**
     * object_map::SnapshotCreateRequest: a copy of HEAD's; with fast-diff, nothing of HEAD has changed since then. Where that
     * fails, the snapshot is there without a map.
     */
    private void createObjectMap(long snapId) {
        ObjectMap map = image.objectMap();
        map.load(RadosPool.HEAD).ifPresent(head -> map.exec(snapId, new ObjectMapMethod.WriteFull(head)));
        if (image.has(Feature.FAST_DIFF) && map.isHeadLockedByThisClient()) {
            map.exec(RadosPool.HEAD, new ObjectMapMethod.SnapAdd());
        }
    }
}
