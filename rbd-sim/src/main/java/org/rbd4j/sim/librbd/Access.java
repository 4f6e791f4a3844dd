package org.rbd4j.sim.librbd;

import org.rbd4j.Errno;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;

/** What a handle may do to its image: each method ends a call that may not go on. */
final class Access {
    private final ImageContext image;

    Access(ImageContext image) {
        this.image = image;
    }

    void requireWritable() {
        if (image.isReadOnly()) {
            throw new ErrnoFailure(Errno.EROFS, Reason.HANDLE_READ_ONLY.of());
        }
    }

    /** HEAD cannot be changed through a handle with a snapshot selected. */
    void requireWritableHead() {
        requireWritable();
        if (!image.isHeadSelected()) {
            throw new ErrnoFailure(Errno.EROFS, Reason.SNAPSHOT_SELECTED.of());
        }
    }

    /** Ends the call if the selected snapshot was removed. */
    void requireSelectionExists() {
        if (!image.isHeadSelected() && !image.header().snapshots().containsKey(image.snapId())) {
            throw new ErrnoFailure(Errno.ENOENT, Reason.SELECTION_REMOVED.of());
        }
    }

    /** Ends the call if the selected snapshot was removed, or renamed, which librbd takes for the same here. */
    void requireSelectionUnchanged() {
        if (!image.selection().isUnchanged()) {
            throw new ErrnoFailure(Errno.ENOENT, Reason.SELECTION_REMOVED.of());
        }
    }

    /** Ends the call if the selected snapshot, which is there, has another name than when it was selected. */
    void requireSelectionNotRenamed() {
        if (!image.selection().isIn(image.header())) {
            throw new ErrnoFailure(
                    Errno.EINVAL, Reason.SELECTION_RENAMED.of(image.selection().name()));
        }
    }

    SnapshotHeader requireSnapshot(String snapshot) {
        return image.header()
                .snapshotNamed(snapshot)
                .orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, Reason.NO_SUCH_SNAPSHOT.of(snapshot)));
    }

    void requireFree(String snapshot) {
        if (image.header().snapshotNamed(snapshot).isPresent()) {
            throw new ErrnoFailure(Errno.EEXIST, Reason.SNAPSHOT_EXISTS.of(snapshot));
        }
    }
}
