package org.rbd4j.sim.rados;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One write operation under way on one object. Before the first byte changes it is known that no step will fail, so that the head
 * is changed in place; where the snapshot context says so, and only there, the head is cloned first.
 */
final class ObjectChange {
    private final RadosObject object;
    private final SnapContext context;
    private final Set<Long> removedSnaps;
    private final boolean existed;
    private boolean touched;
    private boolean cloned;
    /** What of the newest clone's overlap with the head is lost; kept only if there is a clone. */
    private IntervalSet modified = IntervalSet.EMPTY;

    ObjectChange(RadosObject object, SnapContext context, Set<Long> removedSnaps) {
        this.object = object;
        // The OSD filters what is being removed out of the client's context.
        this.context = context.without(removedSnaps);
        this.removedSnaps = removedSnaps;
        this.existed = object.head() != null;
    }

    /** Whether the steps find what they need. */
    boolean isPossible(ObjectOperation steps) {
        return steps.isPossible(existed, this);
    }

    /** Does steps that are all possible. */
    WriteOutcome carryOut(ObjectOperation steps) {
        steps.applyTo(this);
        if (touched) {
            object.noteChange(context, modified);
        }
        boolean exists = object.head() != null;
        return WriteOutcome.done(!existed && exists, existed && !exists, cloned);
    }

    /** The head's bytes before their first change; null if there is none. */
    private @Nullable ObjectBytes touch() {
        ObjectBytes present = object.head();
        if (!touched) {
            touched = true;
            if (present != null && object.mustClone(context)) {
                object.cloneHead(present, context);
                cloned = true;
            }
        }
        return present;
    }

    private ObjectBytes touchOrCreate() {
        ObjectBytes present = touch();
        if (present == null) {
            present = new ObjectBytes();
            object.replaceHead(present);
        }
        return present;
    }

    private void noteModified(long offset, long length) {
        if (object.hasClones()) {
            modified = modified.union(IntervalSet.of(offset, length));
        }
    }

    void create() {
        touchOrCreate();
    }

    void write(long offset, BufferRange data) {
        ObjectBytes bytes = touchOrCreate();
        noteModified(offset, data.length());
        bytes.write(offset, data);
    }

    void writeFull(BufferRange data) {
        ObjectBytes bytes = touchOrCreate();
        noteModified(0, bytes.size());
        bytes.truncate(Math.min(bytes.size(), data.length()));
        bytes.write(0, data);
    }

    void zero(long offset, long length) {
        ObjectBytes present = object.head();
        if (present == null || length == 0 || offset >= present.size()) {
            return;
        }
        if (offset + length >= present.size()) {
            truncate(offset);
            return;
        }
        touch();
        noteModified(offset, length);
        present.zero(offset, length);
    }

    void truncate(long size) {
        ObjectBytes present = touchIfPresent();
        if (present == null) {
            return;
        }
        if (size < present.size()) {
            noteModified(size, present.size() - size);
        }
        present.truncate(size);
    }

    private @Nullable ObjectBytes touchIfPresent() {
        return object.head() == null ? null : touch();
    }

    void remove() {
        boolean leavesWhiteout = leavesWhiteout();
        ObjectBytes present = touchIfPresent();
        if (present != null) {
            noteModified(0, present.size());
            object.removeHead(leavesWhiteout);
        } else if (canRemoveWhiteout()) {
            object.removeHead(false);
        }
    }

    /** A whiteout that would not be left today is removed like a head. */
    boolean canRemoveWhiteout() {
        return object.isWhiteout() && !leavesWhiteout();
    }

    /**
     * Whether the OSD puts a whiteout in the place of a head that goes: where there are clones, or where it expects to make one for
     * this context, which it does unless these very steps made the head.
     */
    private boolean leavesWhiteout() {
        return object.hasClones() || object.mustClone(context);
    }

    /** Whether there is a head after a rollback, which goes back to what was there before the operation. */
    boolean isThereAfterRollback(long snap, boolean exists) {
        return isOfHead(snap) ? existed && exists : object.revisionAt(snap, removedSnaps) != null;
    }

    private boolean isOfHead(long snap) {
        return snap > object.seq();
    }

    void rollback(long snap) {
        ObjectBytes revision = object.revisionAt(snap, removedSnaps);
        if (revision == null || !isThereAfterRollback(snap, object.head() != null)) {
            remove();
            return;
        }
        ObjectBytes present = touch();
        if (isOfHead(snap)) {
            return;
        }
        if (object.hasClones()) {
            long oldSize = present == null ? 0 : present.size();
            modified = modified.union(
                    IntervalSet.of(0, oldSize).subtract(object.snapSet().overlapFrom(snap)));
        }
        object.replaceHead(revision.cloneRevision());
    }

    void copyUp(BufferRange data) {
        if (object.head() == null) {
            write(0, data);
        }
    }
}
