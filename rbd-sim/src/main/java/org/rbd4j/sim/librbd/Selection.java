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
 * @param isObjectMapOpen whether this handle has the snapshot's object map open, be it of use or not
 * @param isUnchanged false from the moment when the snapshot was seen to be gone, or to have another name
 */
record Selection(
        long snapId, String name, Optional<ObjectStates> objectMap, boolean isObjectMapOpen, boolean isUnchanged) {
    static final Selection OF_HEAD = new Selection(RadosPool.HEAD, "", Optional.empty(), false, true);

    /** A snapshot of an image without object maps. */
    static Selection of(SnapshotHeader snapshot) {
        return new Selection(snapshot.id(), snapshot.name(), Optional.empty(), false, true);
    }

    Selection withObjectMap(Optional<ObjectStates> map) {
        return new Selection(snapId, name, map, true, isUnchanged);
    }

    Selection withoutObjectMap() {
        return new Selection(snapId, name, Optional.empty(), false, isUnchanged);
    }

    boolean isHead() {
        return snapId == RadosPool.HEAD;
    }

    /** This selection, as a header that was just read shows it; what was seen to change once stays so. */
    Selection seenIn(ImageHeader header) {
        return isIn(header) ? this : new Selection(snapId, name, objectMap, isObjectMapOpen, false);
    }

    /** Whether it is there by the name that it had when it was selected. */
    boolean isIn(ImageHeader header) {
        SnapshotHeader snapshot = header.snapshots().get(snapId);
        return isHead() || (snapshot != null && snapshot.name().equals(name));
    }
}
