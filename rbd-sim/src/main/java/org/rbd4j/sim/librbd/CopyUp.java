package org.rbd4j.sim.librbd;

import java.nio.ByteBuffer;
import java.util.List;
import org.rbd4j.sim.rados.BufferRange;
import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.IntervalSet;
import org.rbd4j.sim.rados.ObjectOperation;
import org.rbd4j.sim.rados.SnapContext;

/**
 * The copy-up of one object that a clone lacks: the parent's data beneath HEAD's overlap, and the change that asked for it.
 *
 * <p>With snapshots, the parent's data is first written under an empty snapshot context, as if it had always been there, and
 * the change follows under the image's: so the snapshots keep the parent's data. Without, both are one operation.
 */
final class CopyUp {
    private final ImageContext image;
    private final long objectNumber;

    CopyUp(ImageContext image, long objectNumber) {
        this.image = image;
        this.objectNumber = objectNumber;
    }

    /** Copies up for a change that overwrites a range of the object; an empty change of an object of zeroes does nothing. */
    void runFor(ObjectWrite change) {
        Layout layout = image.layout();
        ByteBuffer parentData = ByteBuffer.allocate((int) layout.objectSize());
        IntervalSet copied = readParent(BufferRange.of(parentData));
        SnapContext context = image.header().dataSnapContext();
        boolean hasSnapshots = !context.snaps().isEmpty();
        if (!hasSnapshots) {
            // The change overwrites its range in the same operation: that part of the parent's data is not copied.
            IntervalSet overwritten = IntervalSet.of(change.offset(), change.length());
            clear(parentData, copied.intersect(overwritten));
            copied = copied.subtract(overwritten);
        }
        boolean isZero = isZero(parentData);
        if (isZero && change.isEmptyWrite()) {
            return;
        }
        image.objectMap().noteCopyUp(objectNumber, !isZero, change.stateBefore());
        ObjectOperation copyUp =
                new ObjectOperation.CopyUp(BufferRange.of(parentData.limit(isZero ? 0 : (int) copied.end())));
        String prefix = image.header().dataPrefix();
        if (hasSnapshots && !isZero) {
            image.io().send(new DataRequest.Operate(prefix, objectNumber, SnapContext.EMPTY, copyUp));
            image.io().send(new DataRequest.Operate(prefix, objectNumber, context, change.steps()));
        } else {
            image.io()
                    .send(new DataRequest.Operate(
                            prefix, objectNumber, context, new ObjectOperation.InOrder(copyUp, change.steps())));
        }
    }

    private IntervalSet readParent(BufferRange destination) {
        ImageContext parent = image.parent();
        IntervalSet.Builder data = new IntervalSet.Builder();
        int end = 0;
        for (ImageExtent extent : parentExtents(image, objectNumber)) {
            int begin = end;
            end += (int) extent.length();
            new ImageReader(parent)
                    .read(extent.offset(), destination.part(begin, (int) extent.length()))
                    .forEach((offset, length) -> data.add(begin + offset, length));
        }
        return data.build();
    }

    /** The parent's extents that back an object at HEAD, in the order of the object's bytes; they have no gap between them. */
    static List<ImageExtent> parentExtents(ImageContext image, long objectNumber) {
        Layout layout = image.layout();
        return ImageExtent.beneathOverlap(
                Striper.imageExtents(layout, objectNumber, 0, layout.objectSize()),
                image.header().head().overlap());
    }

    private static void clear(ByteBuffer buffer, IntervalSet ranges) {
        ranges.forEach((offset, length) -> buffer.put((int) offset, new byte[(int) length]));
    }

    private static boolean isZero(ByteBuffer buffer) {
        return buffer.mismatch(ByteBuffer.allocate(buffer.limit())) < 0;
    }
}
