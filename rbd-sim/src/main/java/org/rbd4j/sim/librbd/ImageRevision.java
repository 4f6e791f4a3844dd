package org.rbd4j.sim.librbd;

import java.util.OptionalLong;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;

/**
 * What an image is at one moment: HEAD, or a snapshot.
 *
 * @param size in bytes
 * @param flags whether the moment's object map can be trusted
 * @param parentOverlap how many bytes the parent backs; empty without a parent
 */
record ImageRevision(long size, ImageFlags flags, OptionalLong parentOverlap) {
    /** What is left of a snapshot that was removed. */
    static final ImageRevision GONE = new ImageRevision(0, ImageFlags.NONE, OptionalLong.empty());

    boolean has(ImageFlag flag) {
        return flags.contains(flag);
    }

    /** How many bytes the parent backs; 0 without a parent. */
    long overlap() {
        return parentOverlap.orElse(0);
    }

    /** Shrinking cuts the overlap for good. */
    ImageRevision withSize(long newSize) {
        OptionalLong overlap = parentOverlap.isPresent() && newSize < size
                ? OptionalLong.of(Math.min(parentOverlap.getAsLong(), newSize))
                : parentOverlap;
        return new ImageRevision(newSize, flags, overlap);
    }

    ImageRevision withFlags(ImageFlags changed, boolean set) {
        return new ImageRevision(size, set ? flags.plus(changed) : flags.minus(changed), parentOverlap);
    }

    ImageRevision withParent(long overlap) {
        return new ImageRevision(size, flags, OptionalLong.of(overlap));
    }

    ImageRevision withoutParent() {
        return new ImageRevision(size, flags, OptionalLong.empty());
    }
}
