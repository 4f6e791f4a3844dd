package org.rbd4j.sim.rados;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object that shares nothing: every revision has an array of its own, and every clone's overlap a bit for each byte. A write
 * operation goes the OSD's way (PrimaryLogPG): all steps on a copy of the head, and only then is it cloned (make_writeable).
 */
final class ObjectModel {
    private record Clone(long id, List<Long> snaps, byte[] bytes, BitSet overlap) {}

    private byte @Nullable [] head;
    /** Whether the head is stored as removed. */
    private boolean whiteout;

    private long seq;
    /** The oldest first. */
    private final List<Clone> clones = new ArrayList<>();

    ObjectModel copy() {
        ObjectModel copy = new ObjectModel();
        copy.head = head == null ? null : head.clone();
        copy.whiteout = whiteout;
        copy.seq = seq;
        clones.forEach(clone ->
                copy.clones.add(new Clone(clone.id, clone.snaps, clone.bytes.clone(), (BitSet) clone.overlap.clone())));
        return copy;
    }

    boolean isGone() {
        return head == null && !whiteout;
    }

    ObjectHistory history() {
        List<CloneInfo> infos = clones.stream()
                .map(clone -> new CloneInfo(clone.id, clone.snaps, intervals(clone.overlap), clone.bytes.length))
                .toList();
        return new ObjectHistory(
                new SnapSet(seq, infos), head == null ? Optional.empty() : Optional.of((long) head.length));
    }

    private static IntervalSet intervals(BitSet bits) {
        IntervalSet.Builder ranges = new IntervalSet.Builder();
        bits.stream().forEach(bit -> ranges.add(bit, 1));
        return ranges.build();
    }

    /** PrimaryLogPG::find_object_context; null if there is nothing at that snapshot. */
    byte @Nullable [] at(long snap, Set<Long> removedSnaps) {
        if (snap > seq) {
            return head;
        }
        for (Clone clone : clones) {
            if (clone.id >= snap) {
                return clone.snaps.contains(snap) && !removedSnaps.contains(snap) ? clone.bytes : null;
            }
        }
        return null;
    }

    WriteOutcome operate(SnapContext context, List<ObjectOperation> steps, Set<Long> removedSnaps) {
        List<Long> snaps = new ArrayList<>(context.snaps());
        snaps.removeAll(removedSnaps);
        boolean isOlder = !snaps.isEmpty() && snaps.get(0) > seq;
        Attempt attempt = new Attempt(removedSnaps, isOlder || !clones.isEmpty());
        for (ObjectOperation step : steps) {
            if (!attempt.does(step)) {
                return new WriteOutcome(false, false, false, false);
            }
        }
        boolean isCloned = attempt.changesSomething && head != null && isOlder;
        boolean created = head == null && attempt.after != null;
        boolean removed = head != null && attempt.after == null;
        if (attempt.changesSomething) {
            makeWriteable(isCloned, context.seq(), snaps, attempt.modified);
            head = attempt.after;
            whiteout = attempt.whiteoutAfter;
        }
        return new WriteOutcome(true, created, removed, isCloned);
    }

    private void makeWriteable(boolean isCloned, long contextSeq, List<Long> snaps, BitSet modified) {
        if (isCloned) {
            BitSet all = new BitSet();
            all.set(0, head.length);
            List<Long> newer = snaps.stream().filter(snap -> snap > seq).toList();
            clones.add(new Clone(contextSeq, newer, head, all));
        }
        if (!clones.isEmpty()) {
            clones.get(clones.size() - 1).overlap.andNot(modified);
        }
        seq = Math.max(seq, contextSeq);
    }

    boolean hasCloneFor(Set<Long> someSnaps) {
        return clones.stream().anyMatch(clone -> clone.snaps.stream().anyMatch(someSnaps::contains));
    }

    /** PrimaryLogPG::trim_object, once for each clone of a removed snapshot; a whiteout goes with the last clone. */
    void trim(Set<Long> removedSnaps) {
        boolean isAffected = hasCloneFor(removedSnaps);
        for (int i = 0; i < clones.size(); ) {
            Clone clone = clones.get(i);
            List<Long> left = new ArrayList<>(clone.snaps);
            left.removeAll(removedSnaps);
            if (left.isEmpty()) {
                if (i > 0) {
                    clones.get(i - 1).overlap.and(clone.overlap);
                }
                clones.remove(i);
            } else {
                clones.set(i++, new Clone(clone.id, left, clone.bytes, clone.overlap));
            }
        }
        whiteout = whiteout && !(isAffected && clones.isEmpty());
    }

    /** The steps of one operation, carried out aside (PrimaryLogPG::do_osd_ops). */
    private final class Attempt {
        private final Set<Long> removedSnaps;
        private final boolean leavesWhiteout;
        private byte @Nullable [] after = head == null ? null : head.clone();
        private boolean whiteoutAfter = whiteout;
        private final BitSet modified = new BitSet();
        private boolean changesSomething;

        Attempt(Set<Long> removedSnaps, boolean leavesWhiteout) {
            this.removedSnaps = removedSnaps;
            this.leavesWhiteout = leavesWhiteout;
        }

        /** False for ENOENT. */
        boolean does(ObjectOperation step) {
            if (step instanceof ObjectOperation.AssertExists) {
                return after != null;
            } else if (step instanceof ObjectOperation.Create) {
                create();
            } else if (step instanceof ObjectOperation.Write write) {
                write((int) write.offset(), bytesOf(write.data()));
            } else if (step instanceof ObjectOperation.WriteFull full) {
                create();
                modified.set(0, after.length);
                after = bytesOf(full.data());
            } else if (step instanceof ObjectOperation.Zero zero) {
                zero((int) zero.offset(), (int) zero.length());
            } else if (step instanceof ObjectOperation.Truncate truncate) {
                truncate((int) truncate.size());
            } else if (step instanceof ObjectOperation.Remove) {
                return remove();
            } else if (step instanceof ObjectOperation.Rollback rollback) {
                rollback(rollback.snap());
            } else if (step instanceof ObjectOperation.CopyUp copyUp && after == null) {
                write(0, bytesOf(copyUp.data()));
            }
            return true;
        }

        private void create() {
            after = after == null ? new byte[0] : after;
            whiteoutAfter = false;
            changesSomething = true;
        }

        private void write(int offset, byte[] data) {
            create();
            modified.set(offset, offset + data.length);
            after = Arrays.copyOf(after, Math.max(after.length, offset + data.length));
            System.arraycopy(data, 0, after, offset, data.length);
        }

        /** One that reaches the end is a truncation, one past the end is nothing. */
        private void zero(int offset, int length) {
            if (after == null || length == 0 || offset >= after.length) {
                return;
            }
            if (offset + length >= after.length) {
                truncate(offset);
                return;
            }
            changesSomething = true;
            modified.set(offset, offset + length);
            Arrays.fill(after, offset, offset + length, (byte) 0);
        }

        private void truncate(int size) {
            if (after != null) {
                changesSomething = true;
                modified.set(Math.min(size, after.length), after.length);
                after = Arrays.copyOf(after, size);
            }
        }

        /** PrimaryLogPG::_delete_oid. */
        private boolean remove() {
            if (after == null && (!whiteoutAfter || leavesWhiteout)) {
                return false;
            }
            changesSomething = true;
            modified.set(0, after == null ? 0 : after.length);
            after = null;
            whiteoutAfter = leavesWhiteout;
            return true;
        }

        /** PrimaryLogPG::_rollback_to; what it goes back to is what was there before the operation. */
        private void rollback(long snap) {
            byte[] found = at(snap, removedSnaps);
            if (found == null) {
                remove();
                return;
            }
            changesSomething = true;
            if (snap > seq) {
                return;
            }
            BitSet different = new BitSet();
            different.set(0, after == null ? 0 : after.length);
            BitSet common = (BitSet) different.clone();
            clones.stream().filter(clone -> clone.id >= snap).forEach(clone -> common.and(clone.overlap));
            different.andNot(common);
            modified.or(different);
            after = found.clone();
            whiteoutAfter = false;
        }

        private static byte[] bytesOf(BufferRange data) {
            byte[] bytes = new byte[data.length()];
            data.get(0, bytes, 0, bytes.length);
            return bytes;
        }
    }
}
