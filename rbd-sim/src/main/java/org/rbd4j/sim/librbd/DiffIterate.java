package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IntervalSet;
import org.rbd4j.sim.rados.ObjectNumbers;

/**
 * The diff of an image between two moments: the changes of its objects, mapped back onto the image, one stripe period after
 * another. Extents are merged inside a period and never across.
 */
public final class DiffIterate {
    private final ImageContext image;
    private final SnapshotRange moments;

    private DiffIterate(ImageContext image, SnapshotRange moments) {
        this.image = image;
        this.moments = moments;
    }

    /**
     * Makes the handle the owner of the managed lock if a diff wants that and nobody is: HEAD's object map is then in memory.
     *
     * @param image the open image, at the later moment
     * @param range the earlier moment, which part, and how exactly
     */
    public static void prepare(ImageContext image, DiffRange range) {
        if (mayTakeLock(image, range) && !isOfNothing(image, range)) {
            image.exclusiveLock().tryAcquireForDiff();
        }
    }

    /**
     * Computes a diff, after {@link #prepare}.
     *
     * @param image the open image, at the later moment
     * @param range the earlier moment, which part, and how exactly
     * @return the extents, in librbd's order
     */
    public static List<DiffExtent> run(ImageContext image, DiffRange range) {
        if (isOfNothing(image, range)) {
            return List.of();
        }
        long from = earlierMoment(image, range);
        boolean includeParent = range.includeParent() && from == SnapshotRange.BEGINNING;
        return new DiffIterate(image, new SnapshotRange(from, image.snapId(), includeParent, range.wholeObject()))
                .extents(
                        range.offset(),
                        Math.min(range.length(), image.selected().size() - range.offset()));
    }

    /** Ends the call if there is no such diff. */
    private static boolean isOfNothing(ImageContext image, DiffRange range) {
        image.access().requireSelectionExists();
        long size = image.selected().size();
        if (range.length() > 0 && range.offset() >= size) {
            throw new ErrnoFailure(Errno.EINVAL, "the offset is at or past the end at " + size);
        }
        long from = earlierMoment(image, range);
        if (from > image.snapId()) {
            throw new ErrnoFailure(Errno.EINVAL, "the earlier snapshot is later than the selected one");
        }
        return from == image.snapId() || range.length() == 0;
    }

    private static long earlierMoment(ImageContext image, DiffRange range) {
        return range.since()
                .map(name -> image.access().requireSnapshot(name).id())
                .orElse(SnapshotRange.BEGINNING);
    }

    /**
     * Whether a diff may make its handle the owner of the managed lock: to have HEAD's object map in memory, librbd tries to if
     * nobody is.
     *
     * @param image the open image
     * @param range the diff
     * @return false if it only reads
     */
    public static boolean mayTakeLock(ImageContext image, DiffRange range) {
        boolean isAboutNow = range.since().isEmpty() && image.isHeadSelected() && !image.isReadOnly();
        return range.wholeObject()
                && isAboutNow
                && image.has(Feature.FAST_DIFF)
                && !image.exclusiveLock().isOwner();
    }

    private List<DiffExtent> extents(long offset, long length) {
        List<DiffExtent> extents = new ArrayList<>();
        long period = image.layout().stripePeriod();
        Optional<FastDiff> fastDiff = moments.wholeObject() ? FastDiff.between(image, moments) : Optional.empty();
        IntervalSet parentData = fastDiff.isPresent() ? parentDataByObject() : IntervalSet.EMPTY;
        ListSnaps listSnaps = new ListSnaps(image, moments);
        for (long number : populatedPeriods(fastDiff, parentData, offset / period, (offset + length - 1) / period)) {
            long begin = Math.max(offset, number * period);
            long count = Math.min(offset + length - begin, period - begin % period);
            SnapshotDelta delta = fastDiff.isPresent()
                    ? byObject(fastDiff.get(), parentData, begin, count)
                    : listSnaps.of(List.of(new ImageExtent(begin, count)));
            if (delta.isEmpty()) {
                continue;
            }
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
        if (!moments.includeParent() || parent == null) {
            return IntervalSet.EMPTY;
        }
        IntervalSet.Builder data = new IntervalSet.Builder();
        new DiffIterate(parent, new SnapshotRange(SnapshotRange.BEGINNING, parent.snapId(), true, true))
                .extents(0, image.selected().overlap()).stream()
                        .filter(DiffExtent::exists)
                        .forEach(extent -> data.add(extent.offset(), extent.length()));
        return data.build();
    }

    private SnapshotDelta byObject(FastDiff fastDiff, IntervalSet parentData, long offset, long length) {
        SnapshotDelta.Builder delta = new SnapshotDelta.Builder();
        for (ObjectExtent extent : Striper.objectExtents(image.layout(), offset, length)) {
            IntervalSet covered = Striper.onImage(
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

    private ObjectNumbers populatedPeriods(Optional<FastDiff> fastDiff, IntervalSet parentData, long first, long last) {
        long stripeCount = image.layout().stripeCount();
        ObjectNumbers.Builder periods = new ObjectNumbers.Builder();
        new StoredObjects(image)
                .withParents(first * stripeCount, (last + 1) * stripeCount).stream()
                        .forEach(number -> periods.add(number / stripeCount));
        // A map may know of objects that are no more, and so may the parent's.
        fastDiff.ifPresent(diff -> diff.objects().stream().forEach(number -> periods.add(number / stripeCount)));
        long period = image.layout().stripePeriod();
        parentData.forEach((offset, length) -> {
            for (long number = offset / period; number <= (offset + length - 1) / period; number++) {
                periods.add(number);
            }
        });
        return periods.build().between(first, last);
    }
}
