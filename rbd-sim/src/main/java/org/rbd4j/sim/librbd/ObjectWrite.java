package org.rbd4j.sim.librbd;

import java.nio.ByteBuffer;
import java.util.List;
import org.rbd4j.sim.rados.ObjectOperation;
import org.rbd4j.sim.rados.SnapContext;

/**
 * One object's share of a write or a discard of HEAD: where the object may still be the parent's, the operation insists that
 * it exists, and a copy-up steps in if it does not.
 */
final class ObjectWrite {
    /** What a whole-object discard does about a parent beneath: hide it, or not care for it because the image shrinks. */
    enum ParentOnRemove {
        HIDE,
        IGNORE,
        /** As IGNORE, and the object map is not told: the caller does that for all objects at once. */
        KEEP_FOR_SNAPSHOTS
    }

    private final ImageContext image;
    private final long objectNumber;
    private final long offset;
    private final long length;
    private final boolean isCopyUpEnabled;
    private final boolean isEmptyWrite;
    private final boolean isNothingToAnAbsentObject;
    private final boolean isNotedInObjectMap;
    private final ObjectState stateBefore;
    private final ObjectOperation[] operations;

    private ObjectWrite(
            ImageContext image,
            long objectNumber,
            long offset,
            long length,
            boolean isDiscard,
            boolean isNotedInObjectMap,
            ObjectOperation... operations) {
        this.image = image;
        this.objectNumber = objectNumber;
        this.offset = offset;
        this.length = length;
        this.isCopyUpEnabled = needsCopyUp(image, objectNumber, isWhole(image, offset, length));
        this.isEmptyWrite = !isDiscard && length == 0;
        this.isNothingToAnAbsentObject = isDiscard && !hasParent(image, objectNumber);
        this.isNotedInObjectMap = isNotedInObjectMap;
        this.stateBefore = operations[0] instanceof ObjectOperation.Remove ? ObjectState.PENDING : ObjectState.EXISTS;
        this.operations = operations;
    }

    /** A write; one of the whole object replaces it. */
    static ObjectWrite write(ImageContext image, long objectNumber, long offset, ByteBuffer data) {
        int length = data.remaining();
        ObjectOperation operation = isWhole(image, offset, length)
                ? new ObjectOperation.WriteFull(data)
                : new ObjectOperation.Write(offset, data);
        return new ObjectWrite(image, objectNumber, offset, length, false, true, operation);
    }

    /** The write of nothing that makes flatten copy an object up. */
    static ObjectWrite emptyWrite(ImageContext image, long objectNumber) {
        return write(image, objectNumber, 0, ByteBuffer.allocate(0));
    }

    /** A discard: it removes, truncates or zeroes, by how much of the object it covers. */
    static ObjectWrite discard(
            ImageContext image, long objectNumber, long offset, long length, ParentOnRemove parentOnRemove) {
        boolean isWhole = isWhole(image, offset, length);
        ObjectOperation[] operations;
        if (isWhole && parentOnRemove == ParentOnRemove.HIDE && hasParent(image, objectNumber)) {
            ObjectOperation truncate = new ObjectOperation.Truncate(0);
            operations = needsCopyUp(image, objectNumber, true)
                    ? new ObjectOperation[] {truncate}
                    : new ObjectOperation[] {new ObjectOperation.Create(), truncate};
        } else if (isWhole) {
            operations = new ObjectOperation[] {new ObjectOperation.Remove()};
        } else if (offset + length == image.layout().objectSize()) {
            operations = new ObjectOperation[] {new ObjectOperation.Truncate(offset)};
        } else {
            operations = new ObjectOperation[] {new ObjectOperation.Zero(offset, length)};
        }
        return new ObjectWrite(
                image,
                objectNumber,
                offset,
                length,
                true,
                parentOnRemove != ParentOnRemove.KEEP_FOR_SNAPSHOTS,
                operations);
    }

    private static boolean isWhole(ImageContext image, long offset, long length) {
        return offset == 0 && length == image.layout().objectSize();
    }

    private static boolean hasParent(ImageContext image, long objectNumber) {
        return !CopyUp.parentExtents(image, objectNumber).isEmpty();
    }

    /** A whole object needs nothing of the parent, unless there are snapshots to keep it for. */
    private static boolean needsCopyUp(ImageContext image, long objectNumber, boolean isWhole) {
        boolean hasSnapshots = !image.header().snapshots().isEmpty();
        return hasParent(image, objectNumber) && (!isWhole || hasSnapshots);
    }

    void run() {
        ObjectMap map = image.objectMap();
        boolean mayExist = map.mayExist(objectNumber);
        if (!mayExist && isNothingToAnAbsentObject) {
            return;
        }
        boolean isCopyUpCertain = !mayExist && isCopyUpEnabled && isNotedInObjectMap;
        if (isCopyUpCertain || !operate()) {
            new CopyUp(image, objectNumber).runFor(this);
        }
        if (isNotedInObjectMap && stateBefore == ObjectState.PENDING) {
            map.noteRemoved(objectNumber);
        }
    }

    /** Returns false if the object must be copied up first. */
    private boolean operate() {
        if (isNotedInObjectMap) {
            image.objectMap().noteBefore(objectNumber, stateBefore);
        }
        SnapContext context = image.dataSnapContext();
        if (!isCopyUpEnabled) {
            image.io().operate(image.object(objectNumber), context, operations);
            return true;
        }
        ObjectOperation[] guarded = new ObjectOperation[operations.length + 1];
        guarded[0] = new ObjectOperation.AssertExists();
        System.arraycopy(operations, 0, guarded, 1, operations.length);
        return image.io().operate(image.object(objectNumber), context, guarded).isDone();
    }

    /** The object's state in the object map while the change is under way. */
    ObjectState stateBefore() {
        return stateBefore;
    }

    long offset() {
        return offset;
    }

    long length() {
        return length;
    }

    boolean isEmptyWrite() {
        return isEmptyWrite;
    }

    ObjectOperation[] operations() {
        return operations.clone();
    }

    /** The shares of a write, one per object extent. */
    static void writeAll(ImageContext image, long imageOffset, ByteBuffer data) {
        for (ObjectExtent extent : Striper.objectExtents(image.layout(), imageOffset, data.remaining())) {
            write(image, extent.objectNumber(), extent.offset(), gather(data, extent.bufferParts()))
                    .run();
        }
    }

    private static ByteBuffer gather(ByteBuffer data, List<ObjectExtent.BufferPart> parts) {
        if (parts.size() == 1) {
            return slice(data, parts.get(0));
        }
        ByteBuffer gathered = ByteBuffer.allocate(
                (int) parts.stream().mapToLong(ObjectExtent.BufferPart::length).sum());
        parts.forEach(part -> gathered.put(slice(data, part)));
        return gathered.flip();
    }

    private static ByteBuffer slice(ByteBuffer data, ObjectExtent.BufferPart part) {
        return data.slice(data.position() + (int) part.offset(), (int) part.length());
    }
}
