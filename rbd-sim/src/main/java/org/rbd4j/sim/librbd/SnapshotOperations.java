package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rbd4j.ChildImage;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Snapshot;
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
     * Takes a snapshot of HEAD.
     *
     * @param name its name
     */
    public void create(String name) {
        requireWritable();
        requireFree(name);
        new Maintenance(image).byOwner(owner -> {
            long id = owner.io().createSnap();
            owner.changeHeader("rbd.snapshot_add", header -> header.withSnapshot(id, name));
            owner.objectMap().snapshotAdded(id);
        });
    }

    /**
     * Lists the snapshots.
     *
     * @return by id
     */
    public List<Snapshot> list() {
        List<Snapshot> snapshots = new ArrayList<>();
        image.header()
                .snapshots()
                .values()
                .forEach(snapshot -> snapshots.add(new Snapshot(snapshot.id(), snapshot.name(), snapshot.size())));
        return List.copyOf(snapshots);
    }

    /**
     * Removes a snapshot.
     *
     * @param name its name
     */
    public void remove(String name) {
        // librbd looks the name up before it minds whether the handle may write.
        SnapshotHeader snapshot = image.requireSnapshot(name);
        requireWritable();
        if (snapshot.isProtected()) {
            throw new ErrnoFailure(Errno.EBUSY, "snapshot '" + name + "' is protected");
        }
        if (image.has(Feature.FAST_DIFF) || image.has(Feature.JOURNALING)) {
            new Maintenance(image).byOwner(owner -> removeFrom(owner, snapshot));
        } else {
            removeFrom(image, snapshot);
        }
    }

    private static void removeFrom(ImageContext image, SnapshotHeader snapshot) {
        ImageHeader before = image.header();
        image.objectMap().snapshotRemoved(before.snapshots().get(snapshot.id()));
        image.changeHeader("rbd.snapshot_remove", header -> header.withoutSnapshot(snapshot.id()));
        boolean wasLastUserOfParent = snapshot.parentOverlap().isPresent()
                && before.headOverlap().isEmpty()
                && !image.header().hasSnapshotWithParent();
        if (wasLastUserOfParent) {
            ChildrenDirectory.remove(image.io(), before.parent().orElseThrow(), before.id());
        }
        image.io().removeSnap(snapshot.id());
    }

    /**
     * Renames a snapshot.
     *
     * @param from its name
     * @param to its new name
     */
    public void rename(String from, String to) {
        requireWritable();
        long id = image.requireSnapshot(from).id();
        requireFree(to);
        journaled(by -> by.changeHeader(
                "rbd.snapshot_rename", header -> header.withChangedSnapshot(id, snapshot -> snapshot.withName(to))));
    }

    /** Does something to the header; with a journal, which only the owner of the managed lock writes, the owner does it. */
    private void journaled(Consumer<ImageContext> operation) {
        if (image.has(Feature.JOURNALING)) {
            new Maintenance(image).byOwner(operation);
        } else {
            operation.accept(image);
        }
    }

    /**
     * Protects a snapshot.
     *
     * @param name its name
     */
    public void protect(String name) {
        requireWritable();
        if (!image.has(Feature.LAYERING)) {
            throw new ErrnoFailure(Errno.ENOSYS, "the image lacks layering");
        }
        SnapshotHeader snapshot = image.requireSnapshot(name);
        if (snapshot.isProtected()) {
            throw new ErrnoFailure(Errno.EBUSY, "snapshot '" + name + "' is protected already");
        }
        journaled(by -> setProtection(by, snapshot, true));
    }

    /**
     * Lifts a snapshot's protection.
     *
     * @param name its name
     */
    public void unprotect(String name) {
        requireWritable();
        SnapshotHeader snapshot = image.requireSnapshot(name);
        if (!snapshot.isProtected()) {
            throw new ErrnoFailure(Errno.EINVAL, "snapshot '" + name + "' is not protected");
        }
        journaled(by -> {
            List<ChildImage> children = childrenOf(snapshot);
            if (!children.isEmpty()) {
                throw new ErrnoFailure(Errno.EBUSY, "snapshot '" + name + "' has the clones " + children);
            }
            setProtection(by, snapshot, false);
        });
    }

    private static void setProtection(ImageContext image, SnapshotHeader snapshot, boolean nowProtected) {
        image.changeHeader(
                "rbd.set_protection_status",
                header -> header.withChangedSnapshot(snapshot.id(), changed -> changed.withProtection(nowProtected)));
    }

    /**
     * Tells whether a snapshot is protected.
     *
     * @param name its name
     * @return true if it is
     */
    public boolean isProtected(String name) {
        return image.requireSnapshot(name).isProtected();
    }

    /**
     * The clones of the selected snapshot, or with HEAD selected of all of them.
     *
     * @return sorted
     */
    public List<ChildImage> children() {
        List<ChildImage> children = new ArrayList<>();
        if (image.isHeadSelected()) {
            image.header().snapshots().values().forEach(snapshot -> children.addAll(childrenOf(snapshot)));
        } else {
            Optional.ofNullable(image.header().snapshots().get(image.snapId()))
                    .ifPresent(snapshot -> children.addAll(childrenOf(snapshot)));
        }
        return children.stream().sorted().toList();
    }

    private List<ChildImage> childrenOf(SnapshotHeader snapshot) {
        return ChildrenDirectory.find(
                image.io(), new ParentSpec(image.io().poolId(), image.header().id(), snapshot.id()));
    }

    private void requireWritable() {
        if (image.isReadOnly()) {
            throw new ErrnoFailure(Errno.EROFS, "the handle is read-only");
        }
    }

    private void requireFree(String name) {
        if (image.header().snapshotNamed(name).isPresent()) {
            throw new ErrnoFailure(Errno.EEXIST, "snapshot '" + name + "' exists");
        }
    }
}
