package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.Progress;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataRequest;
import org.rbd4j.sim.rados.RadosPool;

/** Removes an image's data, its entry among its parent's children, its header and its object map, and then its name. */
final class RemoveRequest {
    private final ImageLocation location;
    private final String id;

    RemoveRequest(ImageLocation location, String id) {
        this.location = location;
        this.id = id;
    }

    /** Removes an image that its name still leads to, and returns whether it had a header. */
    boolean run(Progress progress) {
        boolean hadHeader = removeAllBehindTheName(progress);
        IoContext io = location.io();
        ImageId.remove(io, location.name());
        Unwinding.passOver(Errno.ENOENT, () -> ImageDirectory.remove(io, location.name()));
        return hadHeader;
    }

    /** Removes an image that lies in the trash; that its entry stays there, librbd passes over. */
    void runFromTrash(Progress progress) {
        removeAllBehindTheName(progress);
        Unwinding.passOver(() -> TrashDirectory.remove(location.io(), id));
    }

    /** An image without a header has nothing else either. */
    private boolean removeAllBehindTheName(Progress progress) {
        Optional<ImageContext> opened = OpenRequest.openToRemove(location, id);
        opened.ifPresent(image -> {
            try {
                // Whoever got as far as this goes on without the lock where it cannot be had.
                Unwinding.passOver(image.exclusiveLock()::acquire);
                requireUnused(image);
                new TrimRequest(image, image.header().head().size(), 0).run();
                progress.report(1, 1);
                detach(image);
            } finally {
                image.close();
            }
        });
        removeHeaderAndMap();
        return opened.isPresent();
    }

    /** librbd removes the header twice, with what may have come into being around it in between. */
    private void removeHeaderAndMap() {
        IoContext io = location.io();
        Unwinding.passOver(() -> io.send(new MetadataRequest.Remove(ImageHeader.nameOf(id))));
        io.send(new MetadataRequest.Remove(ImageHeader.nameOf(id)));
        io.send(new MetadataRequest.Remove(ObjectStates.nameAt(id, RadosPool.HEAD)));
    }

    /** PreRemoveRequest: nobody else may use the image, and no snapshot may need it. */
    static void requireRemovable(ImageContext image) {
        acquireLock(image);
        requireUnused(image);
    }

    private static void requireUnused(ImageContext image) {
        int snapshots = image.header().snapshots().size();
        if (snapshots > 0) {
            throw new ErrnoFailure(Errno.ENOTEMPTY, Reason.HAS_SNAPSHOTS.of());
        }
        int others = image.headerObject().watchers().size() - 1;
        if (others > 0) {
            throw new ErrnoFailure(Errno.EBUSY, Reason.IN_USE.of());
        }
    }

    /** Whatever keeps the lock from this handle, somebody seems to use the image. */
    static void acquireLock(ImageContext image) {
        try {
            image.exclusiveLock().acquire();
        } catch (EndlessWait endless) {
            throw endless;
        } catch (ErrnoFailure failure) {
            throw new ErrnoFailure(Errno.EBUSY, Reason.IN_USE.of());
        }
    }

    private static void detach(ImageContext image) {
        image.header()
                .parent()
                .ifPresent(parent -> Unwinding.passOver(
                        Errno.ENOENT,
                        () -> ChildrenDirectory.remove(
                                image.io(), parent, image.header().id())));
    }
}
