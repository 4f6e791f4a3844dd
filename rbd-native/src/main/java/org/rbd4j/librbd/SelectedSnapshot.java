package org.rbd4j.librbd;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.InvalidArgumentException;
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
    /** What is selected; the snapshot is empty where it could not be found. */
    private record Selection(String name, Optional<Snapshot> snapshot) {
        Optional<Snapshot> in(List<Snapshot> now) {
            return snapshot.flatMap(then ->
                    now.stream().filter(other -> other.id() == then.id()).findFirst());
        }
    }

    /** Null at HEAD. */
    private volatile @Nullable Selection selection;

    void select(Snapshots snapshots, String name) {
        selection = new Selection(
                name,
                snapshots.list().stream()
                        .filter(snapshot -> snapshot.name().equals(name))
                        .findFirst());
    }

    void selectHead() {
        selection = null;
    }

    boolean isHead() {
        return selection == null;
    }

    /** Whether what is selected was removed. */
    boolean isGone(Snapshots snapshots) {
        Selection then = selection;
        return then != null && then.in(snapshots.list()).isEmpty();
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
        Snapshot selected =
                then.in(now).orElseThrow(() -> new ImageNotFoundException(what + ": " + Reason.SELECTION_REMOVED.of()));
        if (!selected.name().equals(then.name())) {
            throw new InvalidArgumentException(what + ": " + Reason.SELECTION_RENAMED.of(then.name()));
        }
    }
}
