package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.ImageSpec;
import org.rbd4j.Snapshot;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;

/** The operations on an image's snapshots, which work even while one of them is selected. */
public final class SnapshotOperations {
    private final ImageContext image;

    /**
     * Creates the operations of one handle.
     *
     * @param image the open image
     */
    public SnapshotOperations(ImageContext image) {
        this.image = image;
    }

    /**
     * Selects a snapshot.
     *
     * @param name its name
     */
    public void select(String name) {
        image.select(image.access().requireSnapshot(name));
    }

    /**
     * Takes a snapshot of HEAD.
     *
     * @param name its name
     */
    public void create(String name) {
        image.access().requireWritable();
        image.access().requireFree(name);
        image.exclusiveLock().doByOwner(new OwnerRequest.SnapshotCreate(name));
    }

    /**
     * Lists the snapshots.
     *
     * @return by id
     */
    public List<Snapshot> list() {
        List<Snapshot> snapshots = new ArrayList<>();
        for (SnapshotHeader snapshot : image.header().snapshots().values()) {
            snapshots.add(Snapshot.of(
                    snapshot.id(), snapshot.name(), snapshot.revision().size()));
        }
        return List.copyOf(snapshots);
    }

    /**
     * Removes a snapshot.
     *
     * @param name its name
     */
    public void remove(String name) {
        // librbd looks the name up before it minds whether the handle may write.
        SnapshotHeader snapshot = image.access().requireSnapshot(name);
        image.access().requireWritable();
        ask(image.has(Feature.FAST_DIFF) || image.has(Feature.JOURNALING), new OwnerRequest.SnapshotRemove(snapshot));
    }

    /**
     * Renames a snapshot.
     *
     * @param from its name
     * @param to its new name
     */
    public void rename(String from, String to) {
        image.access().requireWritable();
        long id = image.access().requireSnapshot(from).id();
        image.access().requireFree(to);
        ask(image.has(Feature.JOURNALING), new OwnerRequest.SnapshotRename(id, to));
    }

    /** What needs the owner of the managed lock, because it alone keeps the object map or the journal, the owner does. */
    private void ask(boolean needsOwner, OwnerRequest request) {
        if (needsOwner) {
            image.exclusiveLock().doByOwner(request);
        } else {
            image.exclusiveLock().doWithoutOwner(request);
        }
    }

    /**
     * Protects a snapshot.
     *
     * @param name its name
     */
    public void protect(String name) {
        image.access().requireWritable();
        if (!image.has(Feature.LAYERING)) {
            throw new ErrnoFailure(Errno.ENOSYS, Reason.LACKS_LAYERING.of());
        }
        SnapshotHeader snapshot = image.access().requireSnapshot(name);
        if (snapshot.isProtected()) {
            throw new ErrnoFailure(Errno.EBUSY, Reason.PROTECTED.of(name));
        }
        ask(image.has(Feature.JOURNALING), new OwnerRequest.SnapshotProtect(snapshot.id()));
    }

    /**
     * Lifts a snapshot's protection.
     *
     * @param name its name
     */
    public void unprotect(String name) {
        image.access().requireWritable();
        SnapshotHeader snapshot = image.access().requireSnapshot(name);
        if (snapshot.isUnprotected()) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.NOT_PROTECTED.of(name));
        }
        ask(image.has(Feature.JOURNALING), new OwnerRequest.SnapshotUnprotect(snapshot.id()));
    }

    /**
     * Tells whether a snapshot is protected, as it still is where lifting its protection did not end.
     *
     * @param name its name
     * @return true if it is
     */
    public boolean isProtected(String name) {
        return !image.access().requireSnapshot(name).isUnprotected();
    }

    /**
     * The clones of the selected snapshot, or with HEAD selected of all of them.
     *
     * @return sorted
     */
    public List<ImageSpec> children() {
        List<ImageSpec> children = new ArrayList<>();
        if (image.isHeadSelected()) {
            image.header().snapshots().values().forEach(snapshot -> children.addAll(childrenOf(snapshot)));
        } else {
            Optional.ofNullable(image.header().snapshots().get(image.snapId()))
                    .ifPresent(snapshot -> children.addAll(childrenOf(snapshot)));
        }
        return children.stream().sorted().toList();
    }

    /** A clone whose removal did not end may be there by its id alone: librbd tells of none then. */
    private List<ImageSpec> childrenOf(SnapshotHeader snapshot) {
        List<ImageSpec> children = ChildrenDirectory.find(
                image.io(), new ParentSpec(image.io().poolId(), image.header().id(), snapshot.id()));
        for (ImageSpec child : children) {
            if (child.name().isEmpty()) {
                throw new ErrnoFailure(
                        Errno.ENOENT, "the clone of id " + child.id().orElse("?") + " has no name any more");
            }
        }
        return children;
    }
}
