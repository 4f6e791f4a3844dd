package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.sim.rados.RadosPool;

/**
 * What of an image is selected.
 *
 * @param snapId a snapshot's id, or {@link RadosPool#HEAD}
 * @param name the snapshot's name when it was selected
 * @param objectMap the snapshot's object map as it was when it was selected, when this handle heard that there is one, or when it
 *     rebuilt it: librbd keeps it in memory and never looks again
 * @param isUnchanged false from the moment when the snapshot was seen to be gone, or to have another name
 */
record Selection(long snapId, String name, Optional<ObjectStates> objectMap, boolean isUnchanged) {
    static final Selection OF_HEAD = new Selection(RadosPool.HEAD, "", Optional.empty(), true);

    static Selection of(SnapshotHeader snapshot, Optional<ObjectStates> objectMap) {
        return new Selection(snapshot.id(), snapshot.name(), objectMap, true);
    }

    Selection withObjectMap(Optional<ObjectStates> map) {
        return new Selection(snapId, name, map, isUnchanged);
    }

    boolean isHead() {
        return snapId == RadosPool.HEAD;
    }

    /** This selection, as a header that was just read shows it; what was seen to change once stays so. */
    Selection seenIn(ImageHeader header) {
        SnapshotHeader snapshot = header.snapshots().get(snapId);
        boolean isThere = isHead() || (snapshot != null && snapshot.name().equals(name));
        return isThere ? this : new Selection(snapId, name, objectMap, false);
    }
}
