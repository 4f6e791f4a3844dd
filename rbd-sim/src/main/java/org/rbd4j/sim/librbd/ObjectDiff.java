package org.rbd4j.sim.librbd;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.rbd4j.sim.rados.CloneInfo;
import org.rbd4j.sim.rados.IntervalSet;
import org.rbd4j.sim.rados.ObjectHistory;
import org.rbd4j.sim.rados.RadosPool;

/**
 * What changed in one object between two moments, told from its clones and their overlap alone (librados:
 * calc_snap_set_diff).
 *
 * @param changed where the bytes may differ
 * @param exists true if the object exists at the later moment
 * @param endSize the object's size at the later moment, in bytes; 0 if it does not exist then
 */
record ObjectDiff(IntervalSet changed, boolean exists, long endSize) {
    /** Of an object that exists at neither moment. */
    static final ObjectDiff NOTHING = new ObjectDiff(IntervalSet.EMPTY, false, 0);

    /**
     * Compares two moments.
     *
     * @param history the object's clones
     * @param start the earlier snapshot; 0 for the beginning of time
     * @param end the later snapshot or HEAD
     */
    static ObjectDiff between(ObjectHistory history, long start, long end) {
        Walk walk = new Walk(start, end);
        Iterator<CloneInfo> clones = history.snapSet().clones().iterator();
        while (clones.hasNext()) {
            CloneInfo clone = clones.next();
            if (walk.reaches(clone.oldestSnap(), clone.newestSnap(), clone.size())) {
                return walk.result();
            }
            walk.stepBeyond(clone);
        }
        if (history.headSize().isPresent()) {
            walk.reaches(
                    history.snapSet().seq() + 1,
                    RadosPool.HEAD,
                    history.headSize().get());
        }
        return walk.result();
    }

    /** The walk over the revisions from the oldest on; each holds the object's content from one snapshot to another. */
    private static final class Walk {
        private final long start;
        private final long end;
        private IntervalSet changed = IntervalSet.EMPTY;
        private boolean started;
        private long startSize;
        private boolean exists;
        private long endSize;
        /** The clone that was stepped beyond last, whose difference to the next revision needs that revision's size. */
        private @Nullable CloneInfo left;

        Walk(long start, long end) {
            this.start = start;
            this.end = end;
        }

        /**
         * Looks at one revision.
         *
         * @return true if the later moment is reached
         */
        boolean reaches(long oldest, long newest, long size) {
            addDifferenceTo(size);
            if (newest < start) {
                return false;
            }
            if (!started) {
                started = true;
                if (start < oldest) {
                    changed = changed.union(IntervalSet.of(0, size));
                } else {
                    startSize = size;
                }
            }
            if (end < oldest) {
                return true;
            }
            if (end <= newest) {
                exists = true;
                endSize = size;
                return true;
            }
            return false;
        }

        void stepBeyond(CloneInfo clone) {
            left = started ? clone : null;
        }

        private void addDifferenceTo(long nextSize) {
            if (left != null) {
                long longest = Math.max(left.size(), nextSize);
                changed = changed.union(IntervalSet.of(0, longest).subtract(left.overlap()));
                left = null;
            }
        }

        ObjectDiff result() {
            // An object that is missing at the end lost all that it had at the start, and told nobody what came
            // between.
            return exists
                    ? new ObjectDiff(changed, true, endSize)
                    : new ObjectDiff(IntervalSet.of(0, startSize), false, 0);
        }
    }
}
