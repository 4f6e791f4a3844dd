package org.rbd4j.librbd;

import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_SET;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.RbdException;
import org.rbd4j.Snapshot;
import org.rbd4j.Snapshots;
import org.rbd4j.internal.Reason;

/**
 * The snapshot that is selected through a handle, as it was called then.
 *
 * <p>A handle of librbd's that hears of the object map looks for the selected snapshot's by its old name. Where it was renamed or
 * removed there is none, and rebuilding it ends the process.
 */
final class SelectedSnapshot {
    /** What is selected; the snapshot is null where it could not be found. */
    record Selection(String name, @Nullable Snapshot snapshot) {
        static Selection of(String what, MemorySegment image, Arena arena, String name) throws Throwable {
            return new Selection(name, LibrbdSnapshots.named(name, known(what, image, arena)));
        }

        private static List<Snapshot> known(String what, MemorySegment image, Arena arena) throws Throwable {
            try {
                return LibrbdSnapshots.list(what, image, arena);
            } catch (RbdException untold) {
                return List.of();
            }
        }

        @Nullable
        Snapshot in(List<Snapshot> now) {
            for (Snapshot other : now) {
                if (snapshot != null && other.id() == snapshot.id()) {
                    return other;
                }
            }
            return null;
        }
    }

    /** Null at HEAD. */
    private volatile @Nullable Selection selection;

    /** For a handle that nobody else has yet. */
    void openedAt(Selection opened) {
        selection = opened;
    }

    /**
     * Is called alone with the handle. What takes memory or stack comes before the call into C: behind it nothing can fail any more, or
     * this would not know what C has selected.
     *
     * @return what C returned
     */
    int select(String what, MemorySegment image, Arena arena, String name) throws Throwable {
        Selection next = Selection.of(what, image, arena, name);
        int returned = (int) RBD_SNAP_SET.invokeExact(image, CString.toC(arena, what, name));
        if (returned == 0) {
            selection = next;
        }
        return returned;
    }

    /** As the other one. */
    int selectHead(MemorySegment image) throws Throwable {
        int returned = (int) RBD_SNAP_SET.invokeExact(image, MemorySegment.NULL);
        if (returned == 0) {
            selection = null;
        }
        return returned;
    }

    /** Stays so for as long as a call is inside the handle. */
    boolean isHead() {
        return selection == null;
    }

    /** Whether what is selected was removed. */
    boolean isGone(Snapshots snapshots) {
        Selection then = selection;
        return then != null && then.in(snapshots.list()) == null;
    }

    /**
     * Refuses what ends the process.
     *
     * @param now the image's snapshots
     */
    void requireUnchanged(String what, List<Snapshot> now) {
        Selection then = selection;
        if (then == null) {
            return;
        }
        Snapshot selected = then.in(now);
        if (selected == null) {
            throw new ImageNotFoundException(what + ": " + Reason.SELECTION_REMOVED.of());
        }
        if (!selected.name().equals(then.name())) {
            throw new InvalidArgumentException(what + ": " + Reason.SELECTION_RENAMED.of(then.name()));
        }
    }
}
