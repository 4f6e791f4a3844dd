package org.rbd4j.sim.rados;

import java.util.Arrays;

/**
 * What the newest clone of an object shares with its head while the head is written: ranges that are ordered, disjoint and never
 * adjacent. A write takes its range out where it lies, for with each range more that is left, a set made anew would cost more.
 */
final class SharedRanges {
    /** Start and end (exclusive) of each range, in order. */
    private long[] bounds;

    private int used;

    SharedRanges(IntervalSet ranges) {
        bounds = ranges.bounds();
        used = bounds.length;
    }

    /** Whether any of these bytes are shared. */
    boolean intersects(long start, long end) {
        int next = firstBoundFrom(start + 1);
        boolean isShared = (next & 1) == 1;
        return start < end && (isShared || (next < used && bounds[next] < end));
    }

    /** Shares a range no more. */
    void remove(long start, long end) {
        if (!intersects(start, end)) {
            return;
        }
        int first = firstBoundFrom(start);
        int next = firstBoundFrom(end + 1);
        int startsInside = first & 1;
        int endsInside = next & 1;
        int behind = first + startsInside + endsInside;
        int newUsed = behind + used - next;
        if (newUsed > bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * newUsed);
        }
        System.arraycopy(bounds, next, bounds, behind, used - next);
        used = newUsed;
        if (startsInside == 1) {
            bounds[first] = start;
        }
        if (endsInside == 1) {
            bounds[behind - 1] = end;
        }
    }

    /** The index of the first bound that is no less than an offset. */
    private int firstBoundFrom(long offset) {
        int found = Arrays.binarySearch(bounds, 0, used, offset);
        return found < 0 ? -found - 1 : found;
    }

    /** As a set of its own. */
    IntervalSet toSet() {
        return IntervalSet.ofBounds(Arrays.copyOf(bounds, used));
    }
}
