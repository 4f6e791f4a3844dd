package org.rbd4j.sim.rados;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One object: its head, or a whiteout in its place once it was removed while snapshots may need it, and one revision per clone
 * of its snap set.
 *
 * <p>All fields are guarded by the cluster's lock.
 */
final class RadosObject {
    /** Changes of the head that the snap set was not told of yet: a clone's overlap may be many ranges, and costs what it is. */
    private static final class Untold {
        private static final int MOST = 64;

        private IntervalSet.@Nullable Builder ranges;
        private int count;

        boolean isEmpty() {
            return ranges == null;
        }

        /** Returns true if it is time to tell. */
        boolean add(IntervalSet modified) {
            ranges = ranges == null ? new IntervalSet.Builder() : ranges;
            ranges.add(modified);
            return ++count == MOST;
        }

        IntervalSet ranges() {
            return ranges == null ? IntervalSet.EMPTY : ranges.build();
        }

        void clear() {
            ranges = null;
            count = 0;
        }
    }

    private @Nullable ObjectBytes head;
    /** Whether the head was removed and is stored all the same; false where there is a head. */
    private boolean whiteout;

    /** The history, but for what {@link #untold} says of the newest clone's overlap. */
    private SnapSet snapSet = SnapSet.NEW;

    private final Untold untold = new Untold();
    private final Map<Long, ObjectBytes> revisions = new HashMap<>();

    /** The same object in another cluster, made without copying a byte. */
    RadosObject fork() {
        RadosObject fork = new RadosObject();
        fork.head = head == null ? null : head.cloneRevision();
        fork.whiteout = whiteout;
        fork.snapSet = snapSet();
        revisions.forEach((id, bytes) -> fork.revisions.put(id, bytes.cloneRevision()));
        return fork;
    }

    /** Tells whether nothing is left of the object, so that its pool can forget it. */
    boolean isGone() {
        return head == null && !whiteout;
    }

    /** The object's history, as the operation list_snaps tells it. */
    ObjectHistory history() {
        return new ObjectHistory(snapSet(), head == null ? Optional.empty() : Optional.of(head.size()));
    }

    /** The revision that answers a read at a snapshot, or of the head for {@link RadosPool#HEAD}; null if there is none. */
    @Nullable
    ObjectBytes revisionAt(long snap, Set<Long> removedSnaps) {
        if (snap > snapSet.seq()) {
            return head;
        }
        Optional<CloneInfo> clone = snapSet.cloneHolding(snap);
        // A removed snapshot cannot be read even while the trimmer has not come by.
        return clone.isEmpty() || removedSnaps.contains(snap)
                ? null
                : revisions.get(clone.get().id());
    }

    /**
     * Carries out the steps of one write operation, or none of them.
     *
     * @return what came of it
     */
    WriteOutcome operate(SnapContext context, List<ObjectOperation> steps, Set<Long> removedSnaps) {
        ObjectChange change = new ObjectChange(this, context, removedSnaps);
        return change.isPossible(steps) ? change.carryOut(steps) : WriteOutcome.NOT_FOUND;
    }

    @Nullable
    ObjectBytes head() {
        return head;
    }

    void replaceHead(ObjectBytes bytes) {
        head = bytes;
        whiteout = false;
    }

    boolean isWhiteout() {
        return whiteout;
    }

    void removeHead(boolean leavesWhiteout) {
        head = null;
        whiteout = leavesWhiteout;
    }

    SnapSet snapSet() {
        return untold.isEmpty() ? snapSet : snapSet.withModified(untold.ranges());
    }

    boolean hasClones() {
        return !snapSet.clones().isEmpty();
    }

    /** Whether a write under a context must first clone a head that exists. */
    boolean mustClone(SnapContext context) {
        return snapSet.mustClone(context);
    }

    /** The newest snapshot id that a writer has told the object of. */
    long seq() {
        return snapSet.seq();
    }

    /** Keeps the head, which is there, as a clone for the snapshots that are newer than it; they share all pages at first. */
    void cloneHead(ObjectBytes present, SnapContext context) {
        tellSnapSet();
        snapSet = snapSet.withClone(context, present.size());
        revisions.put(context.seq(), present.cloneRevision());
    }

    /** Notes that the head's bytes changed under a context. */
    void noteChange(SnapContext context, IntervalSet modified) {
        if (snapSet.overlapsNewestClone(modified) && untold.add(modified)) {
            tellSnapSet();
        }
        snapSet = snapSet.withSeqOf(context);
    }

    private void tellSnapSet() {
        snapSet = snapSet();
        untold.clear();
    }

    /** Drops removed snapshots, the clones that only they needed, and with the last of these a whiteout. */
    void trim(Set<Long> removedSnaps) {
        tellSnapSet();
        snapSet = snapSet.withoutSnaps(removedSnaps);
        whiteout = whiteout && !snapSet.clones().isEmpty();
        Set<Long> left = new HashSet<>();
        snapSet.clones().forEach(clone -> left.add(clone.id()));
        revisions.keySet().retainAll(left);
    }

    /** Shows the arrays that hold bytes; what revisions share is shown once for each. */
    void forEachArray(Consumer<byte[]> visitor) {
        if (head != null) {
            head.forEachArray(visitor);
        }
        revisions.values().forEach(revision -> revision.forEachArray(visitor));
    }
}
