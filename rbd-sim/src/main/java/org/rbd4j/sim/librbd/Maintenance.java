package org.rbd4j.sim.librbd;

import java.util.function.Consumer;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Progress;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.ObjectOperation;
import org.rbd4j.sim.rados.RadosPool;
import org.rbd4j.sim.rados.SnapContext;

/**
 * The operations that change an image as a whole. Each is carried out by the owner of the managed lock; a handle that is not
 * the owner becomes it if nobody is, and asks the owner otherwise.
 */
public final class Maintenance {
    /** The most objects that an object map can describe. */
    static final long OBJECT_MAP_LIMIT = 256_000_000;

    private final ImageContext image;

    /**
     * Creates the operations of one handle.
     *
     * @param image the open image
     */
    public Maintenance(ImageContext image) {
        this.image = image;
    }

    /**
     * Changes HEAD's size.
     *
     * @param newSize in bytes
     */
    public void resize(long newSize) {
        if (image.has(Feature.OBJECT_MAP) && Striper.objectCount(image.layout(), newSize) > OBJECT_MAP_LIMIT) {
            throw new ErrnoFailure(Errno.EINVAL, "an object map holds at most " + OBJECT_MAP_LIMIT + " objects");
        }
        image.requireWritableHead();
        byOwner(owner -> resizeHead(owner, newSize));
    }

    static void resizeHead(ImageContext image, long newSize) {
        long oldSize = image.header().size();
        long objectCount = Striper.objectCount(image.layout(), newSize);
        if (newSize < oldSize) {
            new Trim(image, oldSize, newSize).run();
        } else if (newSize > oldSize) {
            image.objectMap().resize(objectCount);
        }
        image.changeHeader("rbd.set_size", header -> header.withSize(newSize));
        if (newSize < oldSize) {
            image.objectMap().resize(objectCount);
        }
    }

    /**
     * Copies up what HEAD still shares with its parent, then cuts the tie.
     *
     * @param progress is told how far it has come
     */
    public void flatten(Progress progress) {
        if (image.isReadOnly()) {
            throw new ErrnoFailure(Errno.EROFS, "the handle is read-only");
        }
        if (image.header().headOverlap().isEmpty()) {
            throw new ErrnoFailure(Errno.EINVAL, "the image has no parent");
        }
        image.requireWritableHead();
        byOwner(owner -> flattenHead(owner, progress));
    }

    private static void flattenHead(ImageContext image, Progress progress) {
        long backed = Striper.objectCount(image.layout(), image.headOverlap());
        image.objectMap().noteFlattenBegun(backed);
        for (long number : image.populatedObjects(0, backed)) {
            if (image.objectMap().mayNotExist(number)) {
                ObjectWrite.emptyWrite(image, number).run();
            }
            progress.report(number, backed);
        }
        ParentSpec parent = image.header().parent().orElseThrow();
        if (image.has(Feature.DEEP_FLATTEN) || image.header().snapshots().isEmpty()) {
            ChildrenDirectory.remove(image.io(), parent, image.header().id());
        }
        if (image.parent() != null) {
            image.changeHeader("rbd.parent_detach", ImageHeader::withoutParent);
        }
        // Without an overlap nothing of the parent is open, and librbd stops here: the header keeps the tie for ever.
    }

    /**
     * Makes HEAD what it was at a snapshot.
     *
     * @param snapshot its name
     * @param reproducesDefects true to trust the snapshot's object map at HEAD even if it is invalid, as librbd does
     * @return true if librbd makes an invalid map HEAD's valid one
     */
    public boolean rollback(String snapshot, boolean reproducesDefects) {
        image.requireSelectionUnchanged();
        image.requireWritableHead();
        SnapshotHeader target = image.requireSnapshot(snapshot);
        if (!image.exclusiveLock().tryAcquire()) {
            throw new ErrnoFailure(Errno.EROFS, "another handle owns the exclusive lock");
        }
        if (target.size() != image.header().size()) {
            resizeHead(image, target.size());
        }
        boolean bringsInvalidMap = image.objectMap().isInvalidOnlyAt(target.id());
        image.objectMap().rolledBack(target.id());
        if (bringsInvalidMap && !reproducesDefects) {
            image.objectMap().invalidate(RadosPool.HEAD);
        }
        long count = Striper.objectCount(image.layout(), target.size());
        SnapContext context = image.header().snapContext();
        for (long number : image.io().objectNumbers(image.header().dataPrefix(), 0, count)) {
            image.io().operate(image.object(number), context, new ObjectOperation.Rollback(target.id()));
        }
        image.io().notify(image.headerName());
        image.refreshIfStale();
        return bringsInvalidMap;
    }

    /** Runs an operation on the handle that owns the managed lock, which is this one if nobody owned it. */
    void byOwner(Consumer<ImageContext> operation) {
        ImageContext owner = image;
        if (image.isHeadSelected()) {
            owner = image.exclusiveLock().ownerOrAcquire();
            if (owner != image) {
                image.io().ask(image.headerName());
            }
            owner.refreshIfStale();
        }
        operation.accept(owner);
    }
}
