package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;

/** Steps that change an image through one handle, and ask another one before anything else makes it read the header anew. */
final class StaleHandles {
    /** The handle that is asked, which was opened last. */
    private static final int ASKED = World.ERRANT;

    /** The handle through which the image is changed. */
    private static final int CHANGING = World.ERRANT + 1;

    private StaleHandles() {}

    static List<Operation> asked(Dice dice) {
        List<Operation> steps = new ArrayList<>(StepKind.CREATE_AND_OPEN.make(dice));
        steps.add(new SnapshotOperation.CreateSnapshot(0, 0));
        if (dice.oneIn(2)) {
            steps.addAll(StepKind.SNAPSHOT_AND_CLONE.make(dice));
        }
        steps.add(new DirectoryOperation.OpenImage(dice.client(), 0, dice.oneIn(4), dice.oneIn(4) ? 1 : 0));
        if (dice.oneIn(2)) {
            steps.add(new DataOperation.Write(dice.halving(2), 0, 0, dice.length(), dice.seed(), false));
        }
        steps.add(change(dice));
        steps.add(dice.question(ASKED));
        steps.add(dice.question(ASKED));
        steps.add(new LockOperation.IsOwner(ASKED));
        steps.add(new LockOperation.IsOwner(CHANGING));
        return steps;
    }

    private static Operation change(Dice dice) {
        return dice.oneOf(List.of(
                new LockOperation.Lock(CHANGING, 0, 0),
                new LockOperation.Lock(ASKED, 0, 1),
                new MaintenanceOperation.UpdateFeatures(CHANGING, dice.halving(4), dice.oneIn(2)),
                new MaintenanceOperation.UpdateFeatures(ASKED, dice.halving(4), dice.oneIn(2)),
                new MaintenanceOperation.Resize(CHANGING, dice.objects(), dice.bytes()),
                new MaintenanceOperation.Flatten(CHANGING),
                new SnapshotOperation.CreateSnapshot(CHANGING, 0),
                new SnapshotOperation.RemoveSnapshot(CHANGING, 0),
                new SnapshotOperation.RenameSnapshot(CHANGING, 0, 0),
                new SnapshotOperation.Protect(CHANGING, 0),
                new SnapshotOperation.Unprotect(CHANGING, 0),
                new SnapshotOperation.Rollback(CHANGING, 0),
                new DirectoryOperation.RenameImage(dice.client(), 0, 0)));
    }
}
