package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;
import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.IntervalSet;
import org.rbd4j.sim.rados.ObjectHistory;

/**
 * What changed in a part of one object between two moments, as ranges of the image (io::ObjectListSnapsRequest).
 *
 * @param image the image
 * @param number the object's number
 * @param range the two moments
 */
record ObjectListSnaps(ImageContext image, long number, SnapshotRange range) {
    SnapshotDelta of(IntervalSet asked) {
        SnapshotDelta own = image.io()
                .send(new DataRequest.ListSnaps(image.header().object(number)))
                .map(history -> onImage(inObject(history, asked)))
                .orElse(SnapshotDelta.NONE);
        // An object that tells nothing about any of the bytes, be it empty and in the parent's way, leaves the word to
        // the parent for all of them.
        return own.isEmpty() && range.includeParent() ? ofParent(asked) : own;
    }

    private SnapshotDelta inObject(ObjectHistory history, IntervalSet asked) {
        ObjectDiff before =
                range.isFromBeginning() ? ObjectDiff.NOTHING : diff(history, SnapshotRange.BEGINNING, range.from());
        ObjectDiff diff = diff(history, range.from(), range.to());
        IntervalSet changed = diff.changed().intersect(asked);
        IntervalSet cut = diff.endSize() < before.endSize()
                ? IntervalSet.of(diff.endSize(), before.endSize() - diff.endSize())
                        .intersect(asked)
                : IntervalSet.EMPTY;
        IntervalSet data = changed.subtract(cut);
        return diff.exists() ? new SnapshotDelta(data, cut) : new SnapshotDelta(IntervalSet.EMPTY, cut.union(data));
    }

    /** By object, a change anywhere makes the object count as a whole, and as long as it can be. */
    private ObjectDiff diff(ObjectHistory history, long start, long end) {
        ObjectDiff diff = ObjectDiff.between(history, start, end);
        boolean countsAsWhole = range.wholeObject() && !diff.changed().isEmpty();
        return countsAsWhole
                ? new ObjectDiff(IntervalSet.of(0, image.layout().objectSize()), diff.exists(), diff.endSize())
                : diff;
    }

    /** What the parent shows beneath the overlap, since the beginning of time; its zeroes do not count. */
    private SnapshotDelta ofParent(IntervalSet asked) {
        ImageContext parent = image.parent();
        if (parent == null) {
            return SnapshotDelta.NONE;
        }
        List<ImageExtent> extents = new ArrayList<>();
        asked.forEach((offset, length) -> extents.addAll(Striper.imageExtents(image.layout(), number, offset, length)));
        SnapshotRange sinceBeginning =
                new SnapshotRange(SnapshotRange.BEGINNING, parent.snapId(), true, range.wholeObject());
        SnapshotDelta beneath = new ListSnaps(parent, sinceBeginning)
                .of(ImageExtent.beneathOverlap(extents, image.selected().overlap()));
        return new SnapshotDelta(beneath.data(), IntervalSet.EMPTY);
    }

    private SnapshotDelta onImage(SnapshotDelta inObject) {
        return new SnapshotDelta(
                Striper.onImage(image.layout(), number, inObject.data()),
                Striper.onImage(image.layout(), number, inObject.zeroes()));
    }
}
