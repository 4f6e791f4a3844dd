package org.rbd4j.sim.librbd;

import java.util.OptionalLong;

/**
 * What an image's header says of one snapshot.
 *
 * @param id RADOS's id of the snapshot
 * @param name its name
 * @param size the image's size when it was taken, in bytes
 * @param parentOverlap how many bytes the parent backed then; empty without a parent
 * @param isProtected true if it may be cloned and not removed
 */
record SnapshotHeader(long id, String name, long size, OptionalLong parentOverlap, boolean isProtected) {
    SnapshotHeader withName(String newName) {
        return new SnapshotHeader(id, newName, size, parentOverlap, isProtected);
    }

    SnapshotHeader withProtection(boolean nowProtected) {
        return new SnapshotHeader(id, name, size, parentOverlap, nowProtected);
    }

    SnapshotHeader withoutParent() {
        return new SnapshotHeader(id, name, size, OptionalLong.empty(), isProtected);
    }
}
