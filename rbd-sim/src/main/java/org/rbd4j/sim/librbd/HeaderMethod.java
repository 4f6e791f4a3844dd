package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.Features;
import org.rbd4j.ImageFlags;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ClassMethod;
import org.rbd4j.sim.rados.ErrnoFailure;

/** A method of the object class {@code rbd} that changes a header which is there. */
sealed interface HeaderMethod extends ClassMethod<ImageHeader> {
    /** What the method makes of the header. */
    ImageHeader applyTo(ImageHeader header);

    @Override
    default Optional<ImageHeader> apply(Optional<ImageHeader> before, Instant now) {
        return Optional.of(applyTo(before.orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, Reason.IMAGE_GONE.of()))));
    }

    /**
     * Makes the header of a new image; the one method that wants none to be there.
     *
     * @param id the image's id
     * @param size in bytes
     * @param layout order and striping
     * @param features the feature bits
     */
    record Create(String id, long size, Layout layout, Features features) implements ClassMethod<ImageHeader> {
        @Override
        public String name() {
            return "rbd.create";
        }

        @Override
        public Optional<ImageHeader> apply(Optional<ImageHeader> before, Instant now) {
            if (before.isPresent()) {
                throw new ErrnoFailure(Errno.EEXIST, "there is a header of the id " + id);
            }
            return Optional.of(ImageHeader.create(id, now, size, layout, features));
        }
    }

    /**
     * Sets HEAD's size.
     *
     * @param size in bytes
     */
    record SetSize(long size) implements HeaderMethod {
        @Override
        public String name() {
            return "rbd.set_size";
        }

        @Override
        public ImageHeader applyTo(ImageHeader header) {
            return header.changed(draft -> draft.resize(size));
        }
    }

    /**
     * Notes a new snapshot of HEAD.
     *
     * @param snapId its id
     * @param snapshot its name
     */
    record SnapshotAdd(long snapId, String snapshot) implements HeaderMethod {
        @Override
        public String name() {
            return "rbd.snapshot_add";
        }

        @Override
        public ImageHeader applyTo(ImageHeader header) {
            return header.changed(draft -> draft.addSnapshot(snapId, snapshot));
        }
    }

    /**
     * Begins a snapshot's removal.
     *
     * @param snapId its id
     */
    record SnapshotTrashAdd(long snapId) implements HeaderMethod {
        @Override
        public String name() {
            return "rbd.snapshot_trash_add";
        }

        @Override
        public ImageHeader applyTo(ImageHeader header) {
            return header.changed(draft -> draft.changeSnapshot(snapId, SnapshotHeader::movedToTrash));
        }
    }

    /**
     * Forgets a snapshot.
     *
     * @param snapId its id
     */
    record SnapshotRemove(long snapId) implements HeaderMethod {
        @Override
        public String name() {
            return "rbd.snapshot_remove";
        }

        @Override
        public ImageHeader applyTo(ImageHeader header) {
            return header.changed(draft -> draft.removeSnapshot(snapId));
        }
    }

    /**
     * Renames a snapshot.
     *
     * @param snapId its id
     * @param to its new name
     */
    record SnapshotRename(long snapId, String to) implements HeaderMethod {
        @Override
        public String name() {
            return "rbd.snapshot_rename";
        }

        @Override
        public ImageHeader applyTo(ImageHeader header) {
            return header.changed(draft -> draft.changeSnapshot(snapId, snapshot -> snapshot.withName(to)));
        }
    }

    /**
     * Protects a snapshot, or lifts its protection.
     *
     * @param snapId its id
     * @param status what it is from now on
     */
    record SetProtectionStatus(long snapId, ProtectionStatus status) implements HeaderMethod {
        @Override
        public String name() {
            return "rbd.set_protection_status";
        }

        @Override
        public ImageHeader applyTo(ImageHeader header) {
            return header.changed(draft -> draft.changeSnapshot(snapId, snapshot -> snapshot.withProtection(status)));
        }
    }

    /**
     * Attaches HEAD to a parent.
     *
     * @param spec the parent
     * @param overlap how many bytes it backs
     */
    record ParentAttach(ParentSpec spec, long overlap) implements HeaderMethod {
        @Override
        public String name() {
            return "rbd.parent_attach";
        }

        @Override
        public ImageHeader applyTo(ImageHeader header) {
            return header.changed(draft -> draft.attachParent(spec, overlap));
        }
    }

    /** Detaches HEAD from its parent. */
    record ParentDetach() implements HeaderMethod {
        @Override
        public String name() {
            return "rbd.parent_detach";
        }

        @Override
        public ImageHeader applyTo(ImageHeader header) {
            return header.changed(ImageHeader.Draft::detachParent);
        }
    }

    /**
     * Switches features on and off.
     *
     * @param features what those of the mask are from now on
     * @param mask which ones are switched
     */
    record SetFeatures(Features features, Features mask) implements HeaderMethod {
        @Override
        public String name() {
            return "rbd.set_features";
        }

        @Override
        public ImageHeader applyTo(ImageHeader header) {
            Features after = header.features().minus(mask).plus(features.and(mask));
            return header.changed(draft -> draft.replaceFeatures(after));
        }
    }

    /**
     * Sets flags of HEAD or of a snapshot, or clears them.
     *
     * @param snapId a snapshot's id, or {@link org.rbd4j.sim.rados.RadosPool#HEAD}
     * @param flags which
     * @param isSet true to set them
     */
    record SetFlags(long snapId, ImageFlags flags, boolean isSet) implements HeaderMethod {
        @Override
        public String name() {
            return "rbd.set_flags";
        }

        @Override
        public ImageHeader applyTo(ImageHeader header) {
            return header.changed(draft -> draft.setFlags(snapId, flags, isSet));
        }
    }
}
