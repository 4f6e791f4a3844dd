package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IntervalSet;
import org.rbd4j.sim.rados.ObjectHistory;

/**
 * The diff of an image between two moments: the changes of its objects, mapped back onto the image, one stripe period after
 * another. Extents are merged inside a period and never across.
 */
public final class DiffIterate {
    private static final long BEGINNING = 0;

    /** Which bytes of an image changed, by what they are now. */
    private record Changes(IntervalSet data, IntervalSet zeroes) {
        static final Changes NONE = new Changes(IntervalSet.EMPTY, IntervalSet.EMPTY);

        Changes and(Changes other) {
            return new Changes(data.union(other.data), zeroes.union(other.zeroes));
        }
    }

    private final ImageContext image;
    private final long from;
    private final long to;
    private final boolean includeParent;
    private final boolean wholeObject;

    private DiffIterate(ImageContext image, long from, long to, boolean includeParent, boolean wholeObject) {
        this.image = image;
        this.from = from;
        this.to = to;
        this.includeParent = includeParent;
        this.wholeObject = wholeObject;
    }

    /**
     * Computes a diff.
     *
     * @param image the open image, at the later moment
     * @param range the earlier moment, which part, and how exactly
     * @return the extents, in librbd's order
     */
    public static List<DiffExtent> run(ImageContext image, DiffRange range) {
        image.requireSelectionExists();
        long size = image.size();
        if (range.length() > 0 && range.offset() >= size) {
            throw new ErrnoFailure(Errno.EINVAL, "the offset is at or past the end at " + size);
        }
        long from = range.since().map(name -> image.requireSnapshot(name).id()).orElse(BEGINNING);
        if (from == image.snapId() || range.length() == 0) {
            return List.of();
        }
        if (from > image.snapId()) {
            throw new ErrnoFailure(Errno.EINVAL, "the earlier snapshot is later than the selected one");
        }
        boolean isAboutNow = from == BEGINNING && image.isHeadSelected() && !image.isReadOnly();
        if (range.wholeObject() && isAboutNow && image.has(Feature.FAST_DIFF)) {
            // To have HEAD's map in memory, librbd makes the handle the owner of the managed lock if nobody is.
            image.exclusiveLock().tryAcquire();
        }
        boolean includeParent = range.includeParent() && from == BEGINNING;
        return new DiffIterate(image, from, image.snapId(), includeParent, range.wholeObject())
                .extents(range.offset(), Math.min(range.length(), size - range.offset()));
    }

    private List<DiffExtent> extents(long offset, long length) {
        List<DiffExtent> extents = new ArrayList<>();
        long period = image.layout().stripePeriod();
        Optional<FastDiff> fastDiff = wholeObject ? FastDiff.between(image, from, to) : Optional.empty();
        IntervalSet parentData = fastDiff.isPresent() ? parentDataByObject() : IntervalSet.EMPTY;
        for (long number : populatedPeriods(offset / period, (offset + length - 1) / period)) {
            long begin = Math.max(offset, number * period);
            long count = Math.min(offset + length - begin, period - begin % period);
            Changes changes = fastDiff.isPresent()
                    ? changesIn(fastDiff.get(), parentData, begin, count)
                    : changesIn(begin, count);
            List<DiffExtent> inPeriod = new ArrayList<>();
            changes.data().forEach((at, size) -> inPeriod.add(new DiffExtent(at, size, true)));
            changes.zeroes().forEach((at, size) -> inPeriod.add(new DiffExtent(at, size, false)));
            inPeriod.sort(Comparator.comparingLong(DiffExtent::offset));
            extents.addAll(inPeriod);
        }
        return extents;
    }

    /** Where the parent, asked by object too, shows data: with fast-diff, librbd asks it once for the whole overlap. */
    private IntervalSet parentDataByObject() {
        ImageContext parent = image.parent();
        if (!includeParent || parent == null) {
            return IntervalSet.EMPTY;
        }
        IntervalSet[] data = {IntervalSet.EMPTY};
        new DiffIterate(parent, BEGINNING, parent.snapId(), true, true)
                .extents(0, image.overlap()).stream()
                        .filter(DiffExtent::exists)
                        .forEach(extent -> data[0] = data[0].union(IntervalSet.of(extent.offset(), extent.length())));
        return data[0];
    }

    private Changes changesIn(FastDiff fastDiff, IntervalSet parentData, long offset, long length) {
        Changes changes = Changes.NONE;
        for (ObjectExtent extent : Striper.objectExtents(image.layout(), offset, length)) {
            IntervalSet covered = onImage(extent.objectNumber(), IntervalSet.of(extent.offset(), extent.length()));
            changes = changes.and(
                    switch (fastDiff.of(extent.objectNumber())) {
                        case HOLE -> new Changes(covered.intersect(parentData), IntervalSet.EMPTY);
                        case HOLE_UPDATED -> new Changes(IntervalSet.EMPTY, covered);
                        case DATA_UPDATED -> new Changes(covered, IntervalSet.EMPTY);
                        case DATA -> Changes.NONE;
                    });
        }
        return changes;
    }

    private NavigableSet<Long> populatedPeriods(long first, long last) {
        long stripeCount = image.layout().stripeCount();
        NavigableSet<Long> periods = new TreeSet<>();
        image.populatedObjects(first * stripeCount, (last + 1) * stripeCount)
                .forEach(number -> periods.add(number / stripeCount));
        // A map may know of objects that are no more.
        if (wholeObject) {
            FastDiff.between(image, from, to)
                    .ifPresent(fastDiff -> fastDiff.objects()
                            .subSet(first * stripeCount, (last + 1) * stripeCount)
                            .forEach(number -> periods.add(number / stripeCount)));
        }
        return periods;
    }

    private Changes changesIn(long offset, long length) {
        Changes changes = Changes.NONE;
        for (ObjectExtent extent : Striper.objectExtents(image.layout(), offset, length)) {
            changes = changes.and(changesOf(extent));
        }
        return changes;
    }

    private Changes changesOf(ObjectExtent extent) {
        Optional<ObjectHistory> history = image.io().listSnaps(image.object(extent.objectNumber()));
        Changes changes = history.map(found -> changesOf(found, extent)).orElse(Changes.NONE);
        boolean isUnchanged = changes.data().isEmpty() && changes.zeroes().isEmpty();
        // An object that tells nothing, be it empty and in the parent's way, leaves the word to the parent.
        return isUnchanged && includeParent ? parentChanges(extent) : changes;
    }

    private Changes changesOf(ObjectHistory history, ObjectExtent extent) {
        IntervalSet asked = IntervalSet.of(extent.offset(), extent.length());
        ObjectDiff before =
                from == BEGINNING ? new ObjectDiff(IntervalSet.EMPTY, false, 0) : diff(history, BEGINNING, from);
        ObjectDiff diff = diff(history, from, to);
        IntervalSet changed = diff.changed().intersect(asked);
        IntervalSet cut = diff.endSize() < before.endSize()
                ? IntervalSet.of(diff.endSize(), before.endSize() - diff.endSize())
                        .intersect(asked)
                : IntervalSet.EMPTY;
        IntervalSet data = changed.subtract(cut);
        Changes changes = diff.exists() ? new Changes(data, cut) : new Changes(IntervalSet.EMPTY, cut.union(data));
        return onImage(extent.objectNumber(), changes);
    }

    /** By object, a change anywhere makes the object count as a whole, and as long as it can be. */
    private ObjectDiff diff(ObjectHistory history, long start, long end) {
        ObjectDiff diff = ObjectDiff.between(history, start, end);
        boolean countsAsWhole = wholeObject && !diff.changed().isEmpty();
        return countsAsWhole
                ? new ObjectDiff(IntervalSet.of(0, image.layout().objectSize()), diff.exists(), diff.endSize())
                : diff;
    }

    private Changes onImage(long objectNumber, Changes changes) {
        return new Changes(onImage(objectNumber, changes.data()), onImage(objectNumber, changes.zeroes()));
    }

    private IntervalSet onImage(long objectNumber, IntervalSet inObject) {
        IntervalSet[] result = {IntervalSet.EMPTY};
        inObject.forEach((offset, length) -> Striper.imageExtents(image.layout(), objectNumber, offset, length)
                .forEach(extent -> result[0] = result[0].union(IntervalSet.of(extent.offset(), extent.length()))));
        return result[0];
    }

    /** What the parent shows beneath the overlap, since the beginning of time; its zeroes do not count. */
    private Changes parentChanges(ObjectExtent extent) {
        ImageContext parent = image.parent();
        if (parent == null) {
            return Changes.NONE;
        }
        DiffIterate parentDiff = new DiffIterate(parent, BEGINNING, parent.snapId(), true, wholeObject);
        IntervalSet data = IntervalSet.EMPTY;
        List<ImageExtent> extents =
                Striper.imageExtents(image.layout(), extent.objectNumber(), extent.offset(), extent.length());
        for (ImageExtent beneath : ImageReader.beneathOverlap(extents, image.overlap())) {
            data = data.union(
                    parentDiff.changesIn(beneath.offset(), beneath.length()).data());
        }
        return new Changes(data, IntervalSet.EMPTY);
    }
}
