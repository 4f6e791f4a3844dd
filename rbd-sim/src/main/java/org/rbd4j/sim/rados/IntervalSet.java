package org.rbd4j.sim.rados;

import java.util.Arrays;
import java.util.StringJoiner;

/** A set of byte offsets as ranges that are ordered, disjoint and never adjacent; immutable. */
public final class IntervalSet {
    /** The set without members. */
    public static final IntervalSet EMPTY = new IntervalSet(new long[0]);

    /** Start and end (exclusive) of each range, in order: strictly increasing. */
    private final long[] bounds;

    private IntervalSet(long[] bounds) {
        this.bounds = bounds;
    }

    /** Takes one range of a set. */
    @FunctionalInterface
    public interface RangeVisitor {
        /**
         * Takes the range.
         *
         * @param offset where it begins
         * @param length how many offsets it holds, at least 1
         */
        void visit(long offset, long length);
    }

    /**
     * One range.
     *
     * @param offset where it begins
     * @param length how many offsets it holds; 0 makes the empty set
     * @return the set
     */
    public static IntervalSet of(long offset, long length) {
        return length == 0 ? EMPTY : new IntervalSet(new long[] {offset, offset + length});
    }

    /** The set of these bounds, which belong to it from now on. */
    static IntervalSet ofBounds(long[] bounds) {
        return bounds.length == 0 ? EMPTY : new IntervalSet(bounds);
    }

    /** Start and end of each range; a copy. */
    long[] bounds() {
        return bounds.clone();
    }

    /** Gathers ranges, in any order, that may touch or overlap; the set is made at once. */
    public static final class Builder {
        private long[] bounds = new long[16];
        private int used;
        /** Whether the ranges are ordered, disjoint and never adjacent already. */
        private boolean isInOrder = true;

        /**
         * Adds a range.
         *
         * @param offset where it begins
         * @param length how many offsets it holds; 0 adds nothing
         * @return this builder
         */
        public Builder add(long offset, long length) {
            if (length > 0 && used > 0 && offset == bounds[used - 1]) {
                bounds[used - 1] = offset + length;
            } else if (length > 0) {
                append(offset, offset + length);
            }
            return this;
        }

        private void append(long start, long end) {
            isInOrder &= used == 0 || start > bounds[used - 1];
            if (used == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * used);
            }
            bounds[used++] = start;
            bounds[used++] = end;
        }

        /**
         * Adds all members of a set.
         *
         * @param set the set
         * @return this builder
         */
        public Builder add(IntervalSet set) {
            set.forEach(this::add);
            return this;
        }

        /**
         * The set of all that was added.
         *
         * @return the union of the ranges
         */
        public IntervalSet build() {
            if (isInOrder) {
                return used == 0 ? EMPTY : new IntervalSet(Arrays.copyOf(bounds, used));
            }
            return unionOf(0, used / 2);
        }

        /** Halves until one range is left, so that n ranges take n log n steps. */
        private IntervalSet unionOf(int first, int end) {
            if (end - first <= 1) {
                return end == first ? EMPTY : new IntervalSet(Arrays.copyOfRange(bounds, 2 * first, 2 * end));
            }
            int middle = (first + end) >>> 1;
            return unionOf(first, middle).union(unionOf(middle, end));
        }
    }

    /**
     * Tells whether there is no member.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /**
     * How many members there are.
     *
     * @return the count
     */
    public long size() {
        long size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i];
        }
        return size;
    }

    /**
     * The offset behind the last member.
     *
     * @return the offset; 0 for the empty set
     */
    public long end() {
        return isEmpty() ? 0 : bounds[bounds.length - 1];
    }

    /**
     * Members of either set.
     *
     * @param other the other set
     * @return the union
     */
    public IntervalSet union(IntervalSet other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        return combine(other, (mine, theirs) -> mine || theirs);
    }

    /**
     * Members of both sets.
     *
     * @param other the other set
     * @return the intersection
     */
    public IntervalSet intersect(IntervalSet other) {
        return isEmpty() || other.isEmpty() ? EMPTY : combine(other, (mine, theirs) -> mine && theirs);
    }

    /**
     * Tells whether there are members of both sets.
     *
     * @param other the other set
     * @return false if the intersection is empty
     */
    public boolean intersects(IntervalSet other) {
        for (int i = 0; i < other.bounds.length; i += 2) {
            int next = firstBoundFrom(other.bounds[i] + 1);
            boolean isMember = (next & 1) == 1;
            if (isMember || (next < bounds.length && bounds[next] < other.bounds[i + 1])) {
                return true;
            }
        }
        return false;
    }

    /**
     * Members of this set that are not members of the other.
     *
     * @param other the other set
     * @return the difference
     */
    public IntervalSet subtract(IntervalSet other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        return combine(other, (mine, theirs) -> mine && !theirs);
    }

    /** The index of the first bound that is no less than an offset. */
    private int firstBoundFrom(long offset) {
        int found = Arrays.binarySearch(bounds, offset);
        return found < 0 ? -found - 1 : found;
    }

    /**
     * Shows each range, in order.
     *
     * @param visitor takes them
     */
    public void forEach(RangeVisitor visitor) {
        for (int i = 0; i < bounds.length; i += 2) {
            visitor.visit(bounds[i], bounds[i + 1] - bounds[i]);
        }
    }

    private interface Membership {
        boolean of(boolean mine, boolean theirs);
    }

    /** Walks both sets' bounds in order: membership changes only there. */
    private IntervalSet combine(IntervalSet other, Membership membership) {
        long[] merged = new long[bounds.length + other.bounds.length];
        int count = 0;
        int i = 0;
        int j = 0;
        boolean inside = false;
        while (i < bounds.length || j < other.bounds.length) {
            long at = Math.min(
                    i < bounds.length ? bounds[i] : Long.MAX_VALUE,
                    j < other.bounds.length ? other.bounds[j] : Long.MAX_VALUE);
            while (i < bounds.length && bounds[i] == at) {
                i++;
            }
            while (j < other.bounds.length && other.bounds[j] == at) {
                j++;
            }
            boolean now = membership.of((i & 1) == 1, (j & 1) == 1);
            if (now != inside) {
                merged[count++] = at;
                inside = now;
            }
        }
        return count == 0 ? EMPTY : new IntervalSet(Arrays.copyOf(merged, count));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntervalSet && Arrays.equals(bounds, ((IntervalSet) other).bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        StringJoiner ranges = new StringJoiner(",", "[", "]");
        forEach((offset, length) -> ranges.add(offset + "~" + length));
        return ranges.toString();
    }
}
