package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.ImageFlag;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.PoolRequest;
import org.rbd4j.sim.rados.RadosPool;

/**
 * Removes a snapshot, which goes through the trash of the header: nothing is undone, and where a step fails the snapshot is found by
 * its name no more.
 */
final class SnapshotRemoveRequest {
    private final ImageContext image;
    private final SnapshotHeader snapshot;

    SnapshotRemoveRequest(ImageContext image, SnapshotHeader snapshot) {
        this.image = image;
        this.snapshot = snapshot;
    }

    void run() {
        Unwinding.passOver(
                Errno.EEXIST, () -> image.headerObject().exec(new HeaderMethod.SnapshotTrashAdd(snapshot.id())));
        if (isLastUserOfParent()) {
            ParentSpec parent = image.header().parent().orElseThrow();
            Unwinding.passOver(
                    Errno.ENOENT,
                    () -> ChildrenDirectory.remove(
                            image.io(), parent, image.header().id()));
        }
        if (image.objectMap().isOpen()) {
            removeObjectMap();
        }
        Unwinding.passOver(Errno.ENOENT, () -> image.io().send(new PoolRequest.RemoveSnap(snapshot.id())));
        image.headerObject().change(new HeaderMethod.SnapshotRemove(snapshot.id()));
    }

    private boolean isLastUserOfParent() {
        ImageHeader header = image.header();
        return snapshot.revision().parentOverlap().isPresent()
                && header.head().parentOverlap().isEmpty()
                && !header.changed(draft -> draft.removeSnapshot(snapshot.id())).hasSnapshotWithParent();
    }

    /**
     * object_map::SnapshotRemoveRequest: with fast-diff, what the snapshot had changed is a change of the next one now. Where there
     * is no map, there is nothing to do.
     */
    private void removeObjectMap() {
        Long later = image.header().snapshots().higherKey(snapshot.id());
        long next = later == null ? RadosPool.HEAD : later;
        try {
            Optional<ObjectStates> gone = image.objectMap().load(snapshot.id());
            if (gone.isEmpty()) {
                return;
            }
            if (image.has(Feature.FAST_DIFF)) {
                passChangesTo(next, gone.get());
            }
        } catch (ErrnoFailure failure) {
            image.objectMap().invalidate(next);
        }
        image.objectMap().removeStored(snapshot.id());
    }

    private void passChangesTo(long next, ObjectStates gone) {
        ObjectMap map = image.objectMap();
        boolean isRefused = next == RadosPool.HEAD && !map.isHeadLockedByThisClient();
        if (isRefused || image.header().at(snapshot.id()).has(ImageFlag.OBJECT_MAP_INVALID)) {
            map.invalidate(next);
        } else {
            Unwinding.passOver(Errno.ENOENT, () -> map.exec(next, new ObjectMapMethod.SnapRemove(gone)));
        }
    }
}
