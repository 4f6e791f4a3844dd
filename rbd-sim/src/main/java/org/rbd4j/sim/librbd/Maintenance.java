package org.rbd4j.sim.librbd;

import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Progress;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;

/**
 * The operations that change an image as a whole, as a handle asks for them: what it may not do is refused here, all else is carried
 * out by the owner of the managed lock. A handle that is not the owner becomes it if nobody is.
 */
public final class Maintenance {
    /** The most objects that an object map can describe. */
    private static final long OBJECT_MAP_LIMIT = 256_000_000;

    private final ImageContext image;

    /**
     * Creates the operations of one handle.
     *
     * @param image the open image
     */
    public Maintenance(ImageContext image) {
        this.image = image;
    }

    /** Ends the call if an object map cannot describe so many objects. */
    static void requireMappable(long objectCount) {
        if (objectCount > OBJECT_MAP_LIMIT) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.TOO_MANY_OBJECTS.of(OBJECT_MAP_LIMIT, objectCount));
        }
    }

    /**
     * Changes HEAD's size.
     *
     * @param newSize in bytes
     */
    public void resize(long newSize) {
        if (image.has(Feature.OBJECT_MAP)) {
            requireMappable(Striper.objectCount(image.layout(), newSize));
        }
        image.access().requireWritableHead();
        image.exclusiveLock().doByOwner(new OwnerRequest.Resize(newSize));
    }

    /**
     * Copies up what HEAD still shares with its parent, then detaches HEAD from it.
     *
     * @param progress is told how far it has come
     */
    public void flatten(Progress progress) {
        image.access().requireWritable();
        if (image.header().head().parentOverlap().isEmpty()) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.NO_PARENT.of());
        }
        image.access().requireWritableHead();
        image.exclusiveLock().doByOwner(new OwnerRequest.Flatten(progress));
    }

    /**
     * Makes HEAD what it was at a snapshot.
     *
     * @param snapshot its name
     */
    public void rollback(String snapshot) {
        image.access().requireSelectionUnchanged();
        image.access().requireWritableHead();
        SnapshotHeader target = image.access().requireSnapshot(snapshot);
        if (!image.exclusiveLock().tryAcquire()) {
            throw new ErrnoFailure(Errno.EROFS, Reason.LOCK_ELSEWHERE.of());
        }
        new SnapshotRollbackRequest(image, target).run();
    }

    /**
     * Rebuilds the object map of what is selected.
     *
     * @param progress is told how far it has come
     */
    public void rebuildObjectMap(Progress progress) {
        image.access().requireWritable();
        if (image.has(Feature.OBJECT_MAP)) {
            // Without its pool librbd may have lost the map, which ends the process.
            image.io().requirePool();
        }
        // librbd brings the managed lock and its owner together before it looks whether there is a map at all.
        image.exclusiveLock().doByOwner(new OwnerRequest.RebuildObjectMap(progress));
    }
}
