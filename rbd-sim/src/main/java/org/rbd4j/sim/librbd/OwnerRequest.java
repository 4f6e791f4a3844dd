package org.rbd4j.sim.librbd;

import org.rbd4j.Errno;
import org.rbd4j.Features;
import org.rbd4j.Progress;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.Notification;

/** What a handle asks of the owner of the managed lock, who alone may do it. */
sealed interface OwnerRequest extends Notification {
    /** Does it, through the handle that owns the lock. */
    void carryOut(ImageContext owner);

    /**
     * Changes HEAD's size.
     *
     * @param size in bytes
     */
    record Resize(long size) implements OwnerRequest {
        @Override
        public void carryOut(ImageContext owner) {
            new ResizeRequest(owner, size).run();
        }
    }

    /**
     * Copies up what HEAD still shares with its parent, then detaches HEAD from it.
     *
     * @param progress is told how far it has come, by notifications of its own
     */
    record Flatten(Progress progress) implements OwnerRequest {
        @Override
        public void carryOut(ImageContext owner) {
            new FlattenRequest(owner, progress).run();
        }
    }

    /**
     * Makes the object map anew.
     *
     * @param progress is told how far it has come, by notifications of its own
     */
    record RebuildObjectMap(Progress progress) implements OwnerRequest {
        @Override
        public void carryOut(ImageContext owner) {
            new RebuildObjectMapRequest(owner, progress).run();
        }
    }

    /**
     * Switches features.
     *
     * @param features which
     * @param enabled true to switch them on
     */
    record UpdateFeatures(Features features, boolean enabled) implements OwnerRequest {
        @Override
        public void carryOut(ImageContext owner) {
            if (enabled) {
                new EnableFeaturesRequest(owner, features).run();
            } else {
                new DisableFeaturesRequest(owner, features).run();
            }
        }
    }

    /**
     * Renames the image.
     *
     * @param to its new name
     */
    record Rename(String to) implements OwnerRequest {
        @Override
        public void carryOut(ImageContext owner) {
            new RenameRequest(owner, to).run();
        }
    }

    /**
     * Takes a snapshot of HEAD.
     *
     * @param name its name
     */
    record SnapshotCreate(String name) implements OwnerRequest {
        @Override
        public void carryOut(ImageContext owner) {
            new SnapshotCreateRequest(owner, name).run();
        }
    }

    /**
     * Removes a snapshot.
     *
     * @param snapshot the snapshot as the asking handle knows it
     */
    record SnapshotRemove(SnapshotHeader snapshot) implements OwnerRequest {
        @Override
        public void carryOut(ImageContext owner) {
            if (!snapshot.isUnprotected()) {
                throw new ErrnoFailure(Errno.EBUSY, Reason.PROTECTED.of(snapshot.name()));
            }
            new SnapshotRemoveRequest(owner, snapshot).run();
        }
    }

    /**
     * Renames a snapshot.
     *
     * @param snapId its id
     * @param to its new name
     */
    record SnapshotRename(long snapId, String to) implements OwnerRequest {
        @Override
        public void carryOut(ImageContext owner) {
            owner.headerObject().change(new HeaderMethod.SnapshotRename(snapId, to));
        }
    }

    /**
     * Protects a snapshot.
     *
     * @param snapId its id
     */
    record SnapshotProtect(long snapId) implements OwnerRequest {
        @Override
        public void carryOut(ImageContext owner) {
            owner.headerObject().change(new HeaderMethod.SetProtectionStatus(snapId, ProtectionStatus.PROTECTED));
        }
    }

    /**
     * Lifts a snapshot's protection.
     *
     * @param snapId its id
     */
    record SnapshotUnprotect(long snapId) implements OwnerRequest {
        @Override
        public void carryOut(ImageContext owner) {
            new SnapshotUnprotectRequest(owner, snapId).run();
        }
    }
}
