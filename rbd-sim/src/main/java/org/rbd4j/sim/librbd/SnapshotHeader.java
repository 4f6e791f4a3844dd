package org.rbd4j.sim.librbd;

import java.util.OptionalLong;
import org.rbd4j.ImageFlags;

/**
 * What an image's header says of one snapshot.
 *
 * @param id RADOS's id of the snapshot
 * @param name its name
 * @param size the image's size when it was taken, in bytes
 * @param parentOverlap how many bytes the parent backed then; empty without a parent
 * @param isProtected true if it may be cloned and not removed
 * @param flags whether its object map can be trusted
 */
record SnapshotHeader(
        long id, String name, long size, OptionalLong parentOverlap, boolean isProtected, ImageFlags flags) {
    SnapshotHeader withName(String newName) {
        return new SnapshotHeader(id, newName, size, parentOverlap, isProtected, flags);
    }

    SnapshotHeader withProtection(boolean nowProtected) {
        return new SnapshotHeader(id, name, size, parentOverlap, nowProtected, flags);
    }

    SnapshotHeader withoutParent() {
        return new SnapshotHeader(id, name, size, OptionalLong.empty(), isProtected, flags);
    }

    SnapshotHeader withFlags(ImageFlags newFlags) {
        return new SnapshotHeader(id, name, size, parentOverlap, isProtected, newFlags);
    }
}
