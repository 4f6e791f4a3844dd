package org.rbd4j.sim.rados;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One object: its head, which may be missing while clones remain (a whiteout), and one revision per clone of its snap set.
 *
 * <p>All fields are guarded by the cluster's lock.
 */
final class RadosObject {
    private @Nullable ObjectBytes head;
    private SnapSet snapSet = SnapSet.NEW;
    private final Map<Long, ObjectBytes> revisions = new HashMap<>();

    /** The same object in another cluster, made without copying a byte. */
    RadosObject fork() {
        RadosObject fork = new RadosObject();
        fork.head = head == null ? null : head.cloneRevision();
        fork.snapSet = snapSet;
        revisions.forEach((id, bytes) -> fork.revisions.put(id, bytes.cloneRevision()));
        return fork;
    }

    boolean exists() {
        return head != null;
    }

    /** Tells whether nothing is left of the object, so that its pool can forget it. */
    boolean isGone() {
        return head == null && snapSet.clones().isEmpty();
    }

    /** The object's history, as the operation list_snaps tells it. */
    ObjectHistory history() {
        return new ObjectHistory(snapSet, head == null ? Optional.empty() : Optional.of(head.size()));
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
    WriteOutcome operate(SnapContext context, List<ObjectOperation> operations, Set<Long> removedSnaps) {
        Change change = new Change(context, removedSnaps);
        for (ObjectOperation operation : operations) {
            if (!change.apply(operation)) {
                return WriteOutcome.NOT_FOUND;
            }
        }
        return change.commit();
    }

    /** Drops removed snapshots, and the clones that only they needed. */
    void trim(Set<Long> removedSnaps) {
        snapSet = snapSet.withoutSnaps(removedSnaps);
        Set<Long> left = new HashSet<>();
        snapSet.clones().forEach(clone -> left.add(clone.id()));
        revisions.keySet().retainAll(left);
    }

    /** Shows the arrays that hold bytes; a page shared by revisions is shown once for each. */
    void forEachPage(Consumer<byte[]> visitor) {
        if (head != null) {
            head.forEachPage(visitor);
        }
        revisions.values().forEach(revision -> revision.forEachPage(visitor));
    }

    /** One write operation under way: the head as it will be, and what of the old head it changes. */
    private final class Change {
        private final SnapContext context;
        private final Set<Long> removedSnaps;
        private final @Nullable ObjectBytes before = head;
        private @Nullable ObjectBytes after = head;
        private IntervalSet modified = IntervalSet.EMPTY;
        private boolean touched;

        Change(SnapContext context, Set<Long> removedSnaps) {
            // The OSD filters what is being removed out of the client's context.
            this.context = new SnapContext(
                    context.seq(),
                    context.snaps().stream()
                            .filter(snap -> !removedSnaps.contains(snap))
                            .toList());
            this.removedSnaps = removedSnaps;
        }

        boolean apply(ObjectOperation operation) {
            if (operation instanceof ObjectOperation.AssertExists) {
                return after != null;
            } else if (operation instanceof ObjectOperation.Create) {
                writable();
            } else if (operation instanceof ObjectOperation.Write write) {
                write(write.offset(), write.data());
            } else if (operation instanceof ObjectOperation.WriteFull full) {
                writeFull(full.data());
            } else if (operation instanceof ObjectOperation.Zero zero) {
                zero(zero.offset(), zero.length());
            } else if (operation instanceof ObjectOperation.Truncate truncate) {
                truncate(truncate.size());
            } else if (operation instanceof ObjectOperation.Remove) {
                return remove();
            } else if (operation instanceof ObjectOperation.Rollback rollback) {
                rollback(rollback.snap());
            } else if (operation instanceof ObjectOperation.CopyUp copyUp && after == null) {
                write(0, copyUp.data());
            }
            return true;
        }

        /** The head to change: never the old one, which a failing later step or a clone may still need. */
        private ObjectBytes writable() {
            touched = true;
            if (after == null) {
                after = new ObjectBytes();
            } else if (after == before) {
                after = before.cloneRevision();
            }
            return after;
        }

        private void write(long offset, ByteBuffer data) {
            ObjectBytes bytes = writable();
            modified = modified.union(IntervalSet.of(offset, data.remaining()));
            if (data.hasRemaining()) {
                bytes.write(offset, data.duplicate());
            }
        }

        private void writeFull(ByteBuffer data) {
            ObjectBytes bytes = writable();
            modified = modified.union(IntervalSet.of(0, bytes.size()));
            bytes.truncate(Math.min(bytes.size(), data.remaining()));
            bytes.write(0, data.duplicate());
        }

        private void zero(long offset, long length) {
            if (after == null || offset >= after.size()) {
                return;
            }
            if (offset + length >= after.size()) {
                truncate(offset);
                return;
            }
            writable().zero(offset, length);
            modified = modified.union(IntervalSet.of(offset, length));
        }

        private void truncate(long size) {
            if (after == null) {
                return;
            }
            ObjectBytes bytes = writable();
            if (size < bytes.size()) {
                modified = modified.union(IntervalSet.of(size, bytes.size() - size));
            }
            bytes.truncate(size);
        }

        private boolean remove() {
            if (after == null) {
                return false;
            }
            touched = true;
            modified = modified.union(IntervalSet.of(0, after.size()));
            after = null;
            return true;
        }

        private void rollback(long snap) {
            ObjectBytes revision = revisionAt(snap, removedSnaps);
            if (revision == null) {
                remove();
                return;
            }
            touched = true;
            if (snap > snapSet.seq()) {
                return;
            }
            long oldSize = after == null ? 0 : after.size();
            modified = modified.union(IntervalSet.of(0, oldSize).subtract(snapSet.overlapFrom(snap)));
            after = revision.cloneRevision();
        }

        /** Clones the old head if the context says so, then puts the new one in its place. */
        WriteOutcome commit() {
            boolean created = before == null && after != null;
            boolean removed = before != null && after == null;
            boolean cloned = touched && before != null && snapSet.mustClone(context);
            if (cloned) {
                snapSet = snapSet.withClone(context, before.size());
                revisions.put(context.seq(), after == before ? before.cloneRevision() : before);
            }
            if (touched) {
                snapSet = snapSet.withModified(modified).withSeqOf(context);
                head = after;
            }
            return new WriteOutcome(true, created, removed, cloned);
        }
    }
}
