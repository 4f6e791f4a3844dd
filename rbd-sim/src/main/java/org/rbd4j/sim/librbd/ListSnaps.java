package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rbd4j.sim.rados.IntervalSet;
import org.rbd4j.sim.rados.ObjectHistory;

/**
 * What changed in ranges of an image between two moments, told by the objects' own histories (io::ImageListSnapsRequest).
 *
 * @param image the image
 * @param from the earlier snapshot, or 0 for the beginning of time
 * @param to the later snapshot, or HEAD
 * @param includeParent true to ask the parent where no object tells anything
 * @param wholeObject true to count a changed object as changed from its first byte to the last that it can have
 */
record ListSnaps(ImageContext image, long from, long to, boolean includeParent, boolean wholeObject) {
    static final long BEGINNING = 0;

    /** Asks each object once, about all that the ranges hold of it. */
    SnapshotDelta of(List<ImageExtent> ranges) {
        Map<Long, IntervalSet.Builder> byObject = new TreeMap<>();
        for (ImageExtent range : ranges) {
            for (ObjectExtent extent : Striper.objectExtents(image.layout(), range.offset(), range.length())) {
                byObject.computeIfAbsent(extent.objectNumber(), number -> new IntervalSet.Builder())
                        .add(extent.offset(), extent.length());
            }
        }
        SnapshotDelta.Builder delta = new SnapshotDelta.Builder();
        byObject.forEach((number, asked) -> delta.add(ofObject(number, asked.build())));
        return delta.build();
    }

    private SnapshotDelta ofObject(long number, IntervalSet asked) {
        SnapshotDelta own = image.io()
                .listSnaps(image.object(number))
                .map(history -> onImage(number, inObject(history, asked)))
                .orElse(SnapshotDelta.NONE);
        // An object that tells nothing about any of the bytes, be it empty and in the parent's way, leaves the word to
        // the
        // parent for all of them.
        return own.isEmpty() && includeParent ? ofParent(number, asked) : own;
    }

    private SnapshotDelta inObject(ObjectHistory history, IntervalSet asked) {
        ObjectDiff before = from == BEGINNING ? ObjectDiff.NOTHING : diff(history, BEGINNING, from);
        ObjectDiff diff = diff(history, from, to);
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
        boolean countsAsWhole = wholeObject && !diff.changed().isEmpty();
        return countsAsWhole
                ? new ObjectDiff(IntervalSet.of(0, image.layout().objectSize()), diff.exists(), diff.endSize())
                : diff;
    }

    /** What the parent shows beneath the overlap, since the beginning of time; its zeroes do not count. */
    private SnapshotDelta ofParent(long number, IntervalSet asked) {
        ImageContext parent = image.parent();
        if (parent == null) {
            return SnapshotDelta.NONE;
        }
        List<ImageExtent> extents = new ArrayList<>();
        asked.forEach((offset, length) -> extents.addAll(Striper.imageExtents(image.layout(), number, offset, length)));
        SnapshotDelta beneath = new ListSnaps(parent, BEGINNING, parent.snapId(), true, wholeObject)
                .of(ImageReader.beneathOverlap(extents, image.overlap()));
        return new SnapshotDelta(beneath.data(), IntervalSet.EMPTY);
    }

    private SnapshotDelta onImage(long number, SnapshotDelta inObject) {
        return new SnapshotDelta(
                onImage(image.layout(), number, inObject.data()), onImage(image.layout(), number, inObject.zeroes()));
    }

    /** Where an object's bytes are in the image. */
    static IntervalSet onImage(Layout layout, long number, IntervalSet inObject) {
        IntervalSet.Builder result = new IntervalSet.Builder();
        inObject.forEach((offset, length) -> Striper.imageExtents(layout, number, offset, length)
                .forEach(extent -> result.add(extent.offset(), extent.length())));
        return result.build();
    }
}
