package org.rbd4j.sim.rados;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The history of one object: the newest snapshot context it was written under, and its clones, oldest first; immutable.
 *
 * <p>The rules are those of the OSD (PrimaryLogPG: make_writeable, find_object_context, _do_rollback_to, trim_object).
 *
 * @param seq the newest snapshot id that a writer has told the object of
 * @param clones the clones by ascending id
 */
public record SnapSet(long seq, List<CloneInfo> clones) {
    /** The history of an object that was never written. */
    public static final SnapSet NEW = new SnapSet(0, List.of());

    /**
     * Copies the list.
     *
     * @param seq the newest snapshot id that a writer has told the object of
     * @param clones the clones by ascending id
     */
    public SnapSet {
        clones = List.copyOf(clones);
    }

    /** Tells whether a write under this context must first clone a head that exists. */
    boolean mustClone(SnapContext context) {
        return !context.snaps().isEmpty() && context.snaps().get(0) > seq;
    }

    /** The history after the head, of this size, was cloned for the snapshots that are newer than it. */
    SnapSet withClone(SnapContext context, long headSize) {
        List<Long> snaps =
                context.snaps().stream().takeWhile(snap -> snap > seq).toList();
        List<CloneInfo> more = new ArrayList<>(clones);
        more.add(new CloneInfo(context.seq(), snaps, IntervalSet.of(0, headSize), headSize));
        return new SnapSet(seq, more);
    }

    /** What the newest clone, which there is, shares with the head. */
    IntervalSet newestOverlap() {
        return clones.get(clones.size() - 1).overlap();
    }

    /** The history after the head changed: the newest clone, which there is, shares only this with it. */
    SnapSet withNewestOverlap(IntervalSet overlap) {
        List<CloneInfo> changed = new ArrayList<>(clones);
        changed.add(changed.remove(clones.size() - 1).withOverlap(overlap));
        return new SnapSet(seq, changed);
    }

    /** The history after a write under this context. */
    SnapSet withSeqOf(SnapContext context) {
        return context.seq() > seq ? new SnapSet(context.seq(), clones) : this;
    }

    /** The clone that holds a snapshot's content, if any; a snapshot newer than {@link #seq} is held by the head. */
    Optional<CloneInfo> cloneHolding(long snap) {
        return clones.stream()
                .filter(clone -> clone.id() >= snap)
                .findFirst()
                .filter(clone -> clone.snaps().contains(snap));
    }

    /** What the clones from this snapshot's on, and the head, have in common. */
    IntervalSet overlapFrom(long snap) {
        return clones.stream()
                .filter(clone -> clone.id() >= snap)
                .map(CloneInfo::overlap)
                .reduce(IntervalSet::intersect)
                .orElse(IntervalSet.EMPTY);
    }

    /**
     * The history after some snapshots were removed for good. A clone that is left without snapshots goes, and the next older
     * clone shares with the next newer one only what the clone between them shared with both.
     */
    SnapSet withoutSnaps(Set<Long> removed) {
        List<CloneInfo> left = new ArrayList<>();
        for (CloneInfo clone : clones) {
            List<Long> snaps = clone.snaps().stream()
                    .filter(snap -> !removed.contains(snap))
                    .toList();
            if (!snaps.isEmpty()) {
                left.add(clone.withSnaps(snaps));
            } else if (!left.isEmpty()) {
                int last = left.size() - 1;
                CloneInfo older = left.get(last);
                left.set(last, older.withOverlap(older.overlap().intersect(clone.overlap())));
            }
        }
        return new SnapSet(seq, left);
    }
}
