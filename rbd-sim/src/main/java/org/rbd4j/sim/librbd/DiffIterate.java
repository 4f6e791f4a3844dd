package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.internal.Reason;
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
            throw new ErrnoFailure(Errno.EINVAL, Reason.PAST_THE_END.of(size));
        }
        long from = earlierMoment(image, range);
        if (from > image.snapId()) {
            throw new ErrnoFailure(
                    Errno.EINVAL, Reason.EARLIER_IS_LATER.of(range.since().orElseThrow()));
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
        Layout layout = image.layout();
        Optional<FastDiff> fastDiff = moments.wholeObject() ? FastDiff.between(image, moments) : Optional.empty();
        IntervalSet parentData = fastDiff.isPresent() ? parentDataByObject() : IntervalSet.EMPTY;
        ObjectNumbers objects = fastDiff.isPresent() ? known(fastDiff.get(), parentData) : stored(offset, length);
        ByPeriod extents = new ByPeriod();
        for (long number : objects) {
            ObjectRange range = Striper.rangeOn(layout, number, offset, length);
            if (range.length() > 0) {
                extents.add(
                        number / layout.stripeCount(),
                        fastDiff.isPresent() ? byObject(fastDiff.get(), parentData, range) : byHistory(range));
            }
        }
        return extents.build();
    }

    /** Gathers what changed in one object after another. */
    private static final class ByPeriod {
        private final List<DiffExtent> extents = new ArrayList<>();
        private SnapshotDelta.Builder delta = new SnapshotDelta.Builder();
        private long period;

        void add(long ofPeriod, SnapshotDelta change) {
            if (change.isEmpty()) {
                return;
            }
            if (ofPeriod != period) {
                endPeriod();
                period = ofPeriod;
            }
            delta.add(change);
        }

        private void endPeriod() {
            SnapshotDelta changes = delta.build();
            delta = new SnapshotDelta.Builder();
            List<DiffExtent> inPeriod = new ArrayList<>();
            changes.data().forEach((at, size) -> inPeriod.add(new DiffExtent(at, size, true)));
            changes.zeroes().forEach((at, size) -> inPeriod.add(new DiffExtent(at, size, false)));
            inPeriod.sort(Comparator.comparingLong(DiffExtent::offset));
            extents.addAll(inPeriod);
        }

        List<DiffExtent> build() {
            endPeriod();
            return extents;
        }
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

    private SnapshotDelta byHistory(ObjectRange range) {
        return image.objectIo()
                .listSnaps(range.objectNumber(), IntervalSet.of(range.offset(), range.length()), moments);
    }

    private SnapshotDelta byObject(FastDiff fastDiff, IntervalSet parentData, ObjectRange range) {
        IntervalSet covered =
                Striper.onImage(image.layout(), range.objectNumber(), IntervalSet.of(range.offset(), range.length()));
        return switch (fastDiff.of(range.objectNumber())) {
            case HOLE -> new SnapshotDelta(covered.intersect(parentData), IntervalSet.EMPTY);
            case HOLE_UPDATED -> new SnapshotDelta(IntervalSet.EMPTY, covered);
            case DATA_UPDATED -> new SnapshotDelta(covered, IntervalSet.EMPTY);
            case DATA -> SnapshotDelta.NONE;
        };
    }

    private ObjectNumbers stored(long offset, long length) {
        Layout layout = image.layout();
        long firstSet = offset / layout.stripePeriod();
        long lastSet = (offset + length - 1) / layout.stripePeriod();
        return new StoredObjects(image)
                .withParents(firstSet * layout.stripeCount(), (lastSet + 1) * layout.stripeCount());
    }

    /** A map may know of objects that are no more, and so may the parent's. */
    private ObjectNumbers known(FastDiff fastDiff, IntervalSet parentData) {
        ObjectNumbers.Builder numbers = new ObjectNumbers.Builder();
        fastDiff.objects().stream().forEach(numbers::add);
        parentData.forEach((offset, length) ->
                Striper.objectsIn(image.layout(), offset, length).forEach(numbers::addAll));
        return numbers.build();
    }
}
