package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;
import org.rbd4j.sim.rados.BufferRange;
import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.ObjectOperation;
import org.rbd4j.sim.rados.SnapContext;

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
    private final List<ObjectOperation> steps;

    private ObjectWrite(
            ImageContext image,
            long objectNumber,
            long offset,
            long length,
            boolean isDiscard,
            boolean isNotedInObjectMap,
            List<ObjectOperation> steps) {
        this.image = image;
        this.objectNumber = objectNumber;
        this.offset = offset;
        this.length = length;
        this.isCopyUpEnabled = needsCopyUp(image, objectNumber, isWhole(image, offset, length));
        this.isEmptyWrite = !isDiscard && length == 0;
        this.isNothingToAnAbsentObject = isDiscard && !hasParent(image, objectNumber);
        this.isNotedInObjectMap = isNotedInObjectMap;
        this.stateBefore = steps.get(0) instanceof ObjectOperation.Remove ? ObjectState.PENDING : ObjectState.EXISTS;
        this.steps = steps;
    }

    /** A write; one of the whole object replaces it. */
    static ObjectWrite write(ImageContext image, long objectNumber, long offset, BufferRange data) {
        int length = data.length();
        ObjectOperation operation = isWhole(image, offset, length)
                ? new ObjectOperation.WriteFull(data)
                : new ObjectOperation.Write(offset, data);
        return new ObjectWrite(image, objectNumber, offset, length, false, true, List.of(operation));
    }

    /** A discard: it removes, truncates or zeroes, by how much of the object it covers. */
    static ObjectWrite discard(
            ImageContext image, long objectNumber, long offset, long length, ParentOnRemove parentOnRemove) {
        boolean isWhole = isWhole(image, offset, length);
        List<ObjectOperation> steps;
        if (isWhole && parentOnRemove == ParentOnRemove.HIDE && hasParent(image, objectNumber)) {
            ObjectOperation truncate = new ObjectOperation.Truncate(0);
            steps = needsCopyUp(image, objectNumber, true)
                    ? List.of(truncate)
                    : List.of(new ObjectOperation.Create(), truncate);
        } else if (isWhole) {
            steps = List.of(new ObjectOperation.Remove());
        } else if (offset + length == image.layout().objectSize()) {
            steps = List.of(new ObjectOperation.Truncate(offset));
        } else {
            steps = List.of(new ObjectOperation.Zero(offset, length));
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
        SnapContext context = image.header().dataSnapContext();
        if (!isCopyUpEnabled) {
            image.io().send(new DataRequest.Operate(image.header().object(objectNumber), context, steps));
            return true;
        }
        return image.io()
                .send(new DataRequest.Operate(
                        image.header().object(objectNumber), context, after(new ObjectOperation.AssertExists())))
                .isDone();
    }

    /** The change as the steps that follow another one in the same operation. */
    List<ObjectOperation> after(ObjectOperation first) {
        List<ObjectOperation> all = new ArrayList<>(steps.size() + 1);
        all.add(first);
        all.addAll(steps);
        return all;
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

    List<ObjectOperation> steps() {
        return steps;
    }
}
