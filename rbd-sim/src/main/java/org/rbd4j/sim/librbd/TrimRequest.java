package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.ObjectOperation;
import org.rbd4j.sim.rados.SnapContext;

/** Drops HEAD's data past a new, smaller size: whole objects first, then the rest of the last stripe period. */
final class TrimRequest {
    private final ImageContext image;
    private final long oldSize;
    private final long newSize;

    TrimRequest(ImageContext image, long oldSize, long newSize) {
        this.image = image;
        this.oldSize = oldSize;
        this.newSize = newSize;
    }

    void run() {
        Layout layout = image.layout();
        long keptPeriods = Striper.ceilingDivide(newSize, layout.stripePeriod());
        long firstDropped = keptPeriods * layout.stripeCount();
        long count = Striper.objectCount(layout, oldSize);
        if (firstDropped < count) {
            image.objectMap().noteTrimBegun(firstDropped, count);
            removeObjects(copyUpForSnapshots(firstDropped), count);
            image.objectMap().noteTrimDone(firstDropped, count);
        }
        // The product may not fit a long; then the old size ends before it.
        boolean periodEndsInside = keptPeriods <= oldSize / layout.stripePeriod();
        cleanBoundary(periodEndsInside ? keptPeriods * layout.stripePeriod() : oldSize);
    }

    /**
     * Snapshots may still need the parent's data of objects that go: a discard copies it up before it removes the head.
     *
     * @return the first object that it left to be removed
     */
    private long copyUpForSnapshots(long firstDropped) {
        long backed = Striper.objectCount(image.layout(), image.header().head().overlap());
        if (backed <= firstDropped || image.header().snapshots().isEmpty()) {
            return firstDropped;
        }
        InFlight.throttled(
                image,
                new StoredObjects(image).withParents(firstDropped, backed),
                number -> image.objectIo()
                        .discard(
                                number, 0, image.layout().objectSize(), ObjectWrite.ParentOnRemove.KEEP_FOR_SNAPSHOTS));
        return backed;
    }

    private void removeObjects(long from, long to) {
        SnapContext context = image.header().snapContext();
        InFlight.throttled(
                image,
                new StoredObjects(image).own(from, to),
                number -> image.io()
                        .send(new DataRequest.Operate(
                                image.header().dataPrefix(), number, context, new ObjectOperation.Remove())));
    }

    /** The period that the new size ends in: what begins an object goes as a whole. */
    private void cleanBoundary(long end) {
        if (end <= newSize) {
            return;
        }
        new DiscardedRange(image, newSize, end - newSize).forEachObject(range -> {
            long length = range.offset() == 0 ? image.layout().objectSize() : range.length();
            image.objectIo().discard(range.objectNumber(), range.offset(), length, ObjectWrite.ParentOnRemove.IGNORE);
        });
    }
}
