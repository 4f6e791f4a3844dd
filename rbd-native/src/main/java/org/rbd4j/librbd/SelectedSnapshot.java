package org.rbd4j.librbd;

import java.util.Optional;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Snapshot;
import org.rbd4j.Snapshots;

/**
 * The snapshot that is selected through a handle, as it was called then; empty at HEAD, and where it could not be found.
 *
 * <p>A handle of librbd's that hears of the object map looks for the selected snapshot's by its old name. Where it was renamed or
 * removed there is none, and rebuilding it ends the process.
 */
final class SelectedSnapshot {
    private final Snapshots snapshots;
    private volatile Optional<Snapshot> selected = Optional.empty();

    SelectedSnapshot(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    void select(String name) {
        selected = snapshots.list().stream()
                .filter(snapshot -> snapshot.name().equals(name))
                .findFirst();
    }

    void selectHead() {
        selected = Optional.empty();
    }

    /** Refuses what ends the process. */
    void requireUnchanged(String what) {
        Optional<Snapshot> then = selected;
        if (then.isEmpty()) {
            return;
        }
        String old = "the selected snapshot '" + then.get().name() + "'";
        Snapshot now = snapshots.list().stream()
                .filter(snapshot -> snapshot.id() == then.get().id())
                .findFirst()
                .orElseThrow(() -> new ImageNotFoundException(what + ": " + old + " was removed"));
        if (!now.name().equals(then.get().name())) {
            throw new InvalidArgumentException(
                    what + ": " + old + " was renamed; select it again, for librbd may end the process");
        }
    }
}
