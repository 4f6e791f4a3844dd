package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.BufferRange;
import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.ObjectOperation;

/**
 * One object's share of a write or a discard of HEAD: where the object may still be the parent's, the operation asserts that
 * it exists, and the object is copied up if it does not.
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
    private final ObjectOperation steps;

    private ObjectWrite(
            ImageContext image,
            long objectNumber,
            long offset,
            long length,
            boolean isDiscard,
            boolean isNotedInObjectMap,
            ObjectOperation steps) {
        this.image = image;
        this.objectNumber = objectNumber;
        this.offset = offset;
        this.length = length;
        this.isCopyUpEnabled = needsCopyUp(image, objectNumber, isWhole(image, offset, length));
        this.isEmptyWrite = !isDiscard && length == 0;
        this.isNothingToAnAbsentObject = isDiscard && !hasParent(image, objectNumber);
        this.isNotedInObjectMap = isNotedInObjectMap;
        this.stateBefore = steps instanceof ObjectOperation.Remove ? ObjectState.PENDING : ObjectState.EXISTS;
        this.steps = steps;
    }

    /** A write; one of the whole object replaces it. */
    static ObjectWrite write(ImageContext image, long objectNumber, long offset, BufferRange data) {
        int length = data.length();
        ObjectOperation operation = isWhole(image, offset, length)
                ? new ObjectOperation.WriteFull(data)
                : new ObjectOperation.Write(offset, data);
        return new ObjectWrite(image, objectNumber, offset, length, false, true, operation);
    }

    /** A discard: it removes, truncates or zeroes, by how much of the object it covers. */
    static ObjectWrite discard(
            ImageContext image, long objectNumber, long offset, long length, ParentOnRemove parentOnRemove) {
        boolean isWhole = isWhole(image, offset, length);
        ObjectOperation steps;
        if (isWhole && parentOnRemove == ParentOnRemove.HIDE && hasParent(image, objectNumber)) {
            ObjectOperation truncate = new ObjectOperation.Truncate(0);
            steps = needsCopyUp(image, objectNumber, true)
                    ? truncate
                    : new ObjectOperation.InOrder(new ObjectOperation.Create(), truncate);
        } else if (isWhole) {
            steps = new ObjectOperation.Remove();
        } else if (offset + length == image.layout().objectSize()) {
            steps = new ObjectOperation.Truncate(offset);
        } else {
            steps = new ObjectOperation.Zero(offset, length);
        }
        return new ObjectWrite(
                image, objectNumber, offset, length, true, parentOnRemove != ParentOnRemove.KEEP_FOR_SNAPSHOTS, steps);
    }

    private static boolean isWhole(ImageContext image, long offset, long length) {
        return offset == 0 && length == image.layout().objectSize();
    }

    private static boolean hasParent(ImageContext image, long objectNumber) {
        return image.header().head().overlap() > 0
                && !CopyUp.parentExtents(image, objectNumber).isEmpty();
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
        ObjectOperation unlessToBeCopiedUp =
                isCopyUpEnabled ? new ObjectOperation.InOrder(new ObjectOperation.AssertExists(), steps) : steps;
        boolean isDone = image.io()
                .send(new DataRequest.Operate(
                        image.header().dataPrefix(),
                        objectNumber,
                        image.header().dataSnapContext(),
                        unlessToBeCopiedUp))
                .isDone();
        return isDone || !isCopyUpEnabled;
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

    ObjectOperation steps() {
        return steps;
    }
}
