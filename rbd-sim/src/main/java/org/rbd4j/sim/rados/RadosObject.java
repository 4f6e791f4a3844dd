package org.rbd4j.sim.rados;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One object: its head, or a whiteout in its place once it was removed while snapshots may need it, and one revision per clone
 * of its snap set.
 *
 * <p>All fields are guarded by the cluster's lock; but bytes that the head has for itself alone are also written where the lock is
 * shared, one write at a time, and who reads meanwhile reads again.
 */
final class RadosObject {
    /** Grows by one when a write begins, and when it ends; odd while one goes on. Changed by one thread at a time. */
    private volatile int turns;

    private static final VarHandle TURNS = turns();

    private static VarHandle turns() {
        try {
            return MethodHandles.lookup().findVarHandle(RadosObject.class, "turns", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private @Nullable ObjectBytes head;
    /** Whether the head was removed and is stored all the same; false where there is a head. */
    private boolean whiteout;

    /** But for what its newest clone shares with the head, once the head was changed since: see the field below. */
    private SnapSet snapSet = SnapSet.NEW;

    private @Nullable SharedRanges sharedWithNewest;
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

    /** Reads a revision, in one piece also where the head is written in place meanwhile. */
    ReadOutcome read(long snap, Set<Long> removedSnaps, long offset, BufferRange destination) {
        ObjectBytes revision = revisionAt(snap, removedSnaps);
        if (revision == null) {
            return ReadOutcome.NOT_FOUND;
        }
        int before = turns;
        int count = revision.read(offset, destination);
        VarHandle.loadLoadFence();
        return ReadOutcome.of(
                destination.length(),
                isIdle(before) && before == turns ? count : readAlone(revision, offset, destination));
    }

    private synchronized int readAlone(ObjectBytes revision, long offset, BufferRange destination) {
        return revision.read(offset, destination);
    }

    private static boolean isIdle(int turns) {
        return turns % 2 == 0;
    }

    /** Whether a write would change bytes that the head has for itself alone, and nothing else. */
    boolean writesInPlace(SnapContext context, long offset, int length) {
        return head != null
                && context.seq() <= snapSet.seq()
                && !snapSet.mustClone(context)
                && !sharesWithNewest(offset, offset + length)
                && head.owns(offset, length);
    }

    private boolean sharesWithNewest(long start, long end) {
        SharedRanges shared = sharedWithNewest;
        return shared == null
                ? hasClones() && snapSet.newestOverlap().intersects(IntervalSet.of(start, end - start))
                : shared.intersects(start, end);
    }

    /**
     * Carries out the steps of one write operation, or none of them.
     *
     * @return what came of it
     */
    synchronized WriteOutcome operate(SnapContext context, ObjectOperation steps, Set<Long> removedSnaps) {
        TURNS.setRelease(this, turns + 1);
        // No byte changes before everybody can see that some do.
        VarHandle.storeStoreFence();
        try {
            ObjectChange change = new ObjectChange(this, context, removedSnaps);
            return change.isPossible(steps) ? change.carryOut(steps) : WriteOutcome.NOT_FOUND;
        } finally {
            TURNS.setRelease(this, turns + 1);
        }
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
        return sharedWithNewest == null ? snapSet : snapSet.withNewestOverlap(sharedWithNewest.toSet());
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
        replaceSnapSet(snapSet().withClone(context, present.size()));
        revisions.put(context.seq(), present.cloneRevision());
    }

    private void replaceSnapSet(SnapSet other) {
        snapSet = other;
        sharedWithNewest = null;
    }

    /** Notes that the head's bytes changed under a context. */
    void noteChange(SnapContext context, IntervalSet modified) {
        modified.forEach((offset, length) -> shareNoMore(offset, offset + length));
        SnapSet changed = snapSet.withSeqOf(context);
        if (changed != snapSet) {
            // A store of what is there already would cost a collector's barrier at each write.
            snapSet = changed;
        }
    }

    private void shareNoMore(long start, long end) {
        if (sharesWithNewest(start, end)) {
            if (sharedWithNewest == null) {
                sharedWithNewest = new SharedRanges(snapSet.newestOverlap());
            }
            sharedWithNewest.remove(start, end);
        }
    }

    /** Drops removed snapshots, the clones that only they needed, and with the last of these a whiteout. */
    void trim(Set<Long> removedSnaps) {
        replaceSnapSet(snapSet().withoutSnaps(removedSnaps));
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
