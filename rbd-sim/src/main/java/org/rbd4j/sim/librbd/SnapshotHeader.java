package org.rbd4j.sim.librbd;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What an image's header says of one snapshot.
 *
 * @param id RADOS's id of the snapshot
 * @param name its name
 * @param revision what the image was when it was taken
 * @param protection whether it may be cloned, or removed
 * @param isInTrash true from the moment when its removal has begun: then nobody finds it by its name
 */
record SnapshotHeader(long id, String name, ImageRevision revision, ProtectionStatus protection, boolean isInTrash) {
    static SnapshotHeader of(long id, String name, ImageRevision revision) {
        return new SnapshotHeader(id, name, revision, ProtectionStatus.UNPROTECTED, false);
    }

    /** Whether it may be cloned. */
    boolean isProtected() {
        return protection == ProtectionStatus.PROTECTED;
    }

    /** Whether it may be removed. While its protection is being lifted, and where that did not end, it is neither. */
    boolean isUnprotected() {
        return protection == ProtectionStatus.UNPROTECTED;
    }

    SnapshotHeader withName(String newName) {
        return new SnapshotHeader(id, newName, revision, protection, isInTrash);
    }

    SnapshotHeader withProtection(ProtectionStatus newProtection) {
        return new SnapshotHeader(id, name, revision, newProtection, isInTrash);
    }

    SnapshotHeader withRevision(UnaryOperator<ImageRevision> change) {
        return new SnapshotHeader(id, name, change.apply(revision), protection, isInTrash);
    }

    /** In the trash it has a name that nobody would give. */
    SnapshotHeader movedToTrash() {
        String unique = UUID.nameUUIDFromBytes((id + name).getBytes(StandardCharsets.UTF_8))
                .toString();
        return new SnapshotHeader(id, unique, revision, protection, true);
    }
}
