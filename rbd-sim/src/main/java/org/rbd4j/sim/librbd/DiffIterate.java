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

/**
 * The diff of an image between two moments: the changes of its objects, mapped back onto the image, one stripe period after
 * another. Extents are merged inside a period and never across.
 */
public final class DiffIterate {
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
        long from = range.since().map(name -> image.requireSnapshot(name).id()).orElse(ListSnaps.BEGINNING);
        if (from == image.snapId() || range.length() == 0) {
            return List.of();
        }
        if (from > image.snapId()) {
            throw new ErrnoFailure(Errno.EINVAL, "the earlier snapshot is later than the selected one");
        }
        boolean isAboutNow = from == ListSnaps.BEGINNING && image.isHeadSelected() && !image.isReadOnly();
        if (range.wholeObject() && isAboutNow && image.has(Feature.FAST_DIFF)) {
            // To have HEAD's map in memory, librbd makes the handle the owner of the managed lock if nobody is.
            image.exclusiveLock().tryAcquireForDiff();
        }
        boolean includeParent = range.includeParent() && from == ListSnaps.BEGINNING;
        return new DiffIterate(image, from, image.snapId(), includeParent, range.wholeObject())
                .extents(range.offset(), Math.min(range.length(), size - range.offset()));
    }

    private List<DiffExtent> extents(long offset, long length) {
        List<DiffExtent> extents = new ArrayList<>();
        long period = image.layout().stripePeriod();
        Optional<FastDiff> fastDiff = wholeObject ? FastDiff.between(image, from, to) : Optional.empty();
        IntervalSet parentData = fastDiff.isPresent() ? parentDataByObject() : IntervalSet.EMPTY;
        ListSnaps listSnaps = new ListSnaps(image, from, to, includeParent, wholeObject);
        for (long number : populatedPeriods(fastDiff, parentData, offset / period, (offset + length - 1) / period)) {
            long begin = Math.max(offset, number * period);
            long count = Math.min(offset + length - begin, period - begin % period);
            SnapshotDelta delta = fastDiff.isPresent()
                    ? byObject(fastDiff.get(), parentData, begin, count)
                    : listSnaps.of(List.of(new ImageExtent(begin, count)));
            List<DiffExtent> inPeriod = new ArrayList<>();
            delta.data().forEach((at, size) -> inPeriod.add(new DiffExtent(at, size, true)));
            delta.zeroes().forEach((at, size) -> inPeriod.add(new DiffExtent(at, size, false)));
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
        IntervalSet.Builder data = new IntervalSet.Builder();
        new DiffIterate(parent, ListSnaps.BEGINNING, parent.snapId(), true, true)
                .extents(0, image.overlap()).stream()
                        .filter(DiffExtent::exists)
                        .forEach(extent -> data.add(extent.offset(), extent.length()));
        return data.build();
    }

    private SnapshotDelta byObject(FastDiff fastDiff, IntervalSet parentData, long offset, long length) {
        SnapshotDelta.Builder delta = new SnapshotDelta.Builder();
        for (ObjectExtent extent : Striper.objectExtents(image.layout(), offset, length)) {
            IntervalSet covered = ListSnaps.onImage(
                    image.layout(), extent.objectNumber(), IntervalSet.of(extent.offset(), extent.length()));
            switch (fastDiff.of(extent.objectNumber())) {
                case HOLE -> delta.addData(covered.intersect(parentData));
                case HOLE_UPDATED -> delta.addZeroes(covered);
                case DATA_UPDATED -> delta.addData(covered);
                case DATA -> {}
            }
        }
        return delta.build();
    }

    private NavigableSet<Long> populatedPeriods(
            Optional<FastDiff> fastDiff, IntervalSet parentData, long first, long last) {
        long stripeCount = image.layout().stripeCount();
        NavigableSet<Long> periods = new TreeSet<>();
        image.populatedObjects(first * stripeCount, (last + 1) * stripeCount)
                .forEach(number -> periods.add(number / stripeCount));
        // A map may know of objects that are no more, and so may the parent's.
        fastDiff.ifPresent(diff -> diff.objects()
                .subSet(first * stripeCount, (last + 1) * stripeCount)
                .forEach(number -> periods.add(number / stripeCount)));
        long period = image.layout().stripePeriod();
        parentData.forEach((offset, length) -> {
            for (long number = offset / period; number <= (offset + length - 1) / period; number++) {
                periods.add(number);
            }
        });
        return periods.subSet(first, true, last, true);
    }
}
