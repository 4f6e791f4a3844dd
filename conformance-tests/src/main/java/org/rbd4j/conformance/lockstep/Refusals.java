package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;

/** A call that is refused, and then questions to both of an image's handles: a refusal too may take the managed lock. */
final class Refusals {
    private static final int TAKEN_NAME = 1;

    private Refusals() {}

    static List<Operation> asked(Dice dice) {
        List<Operation> steps = new ArrayList<>();
        steps.add(new DirectoryOperation.CreateImage(
                dice.client(),
                dice.client(),
                TAKEN_NAME,
                dice.order(),
                dice.objects(),
                dice.bytes(),
                dice.oneIn(3) ? dice.features() : dice.oneOf(Shapes.WITH_OBJECT_MAP),
                0));
        steps.add(new DirectoryOperation.OpenImage(dice.client(), 0, false, 0));
        steps.add(new SnapshotOperation.CreateSnapshot(0, TAKEN_NAME));
        steps.add(new SnapshotOperation.Protect(0, 0));
        if (dice.oneIn(3)) {
            steps.add(new DirectoryOperation.CloneImage(dice.client(), 0, 0, dice.client(), 0, 0, 0, 0));
        }
        steps.add(new DirectoryOperation.OpenImage(dice.client(), dice.halving(2), dice.oneIn(6), 0));
        if (dice.oneIn(2)) {
            steps.add(new DataOperation.Write(dice.halving(2), 0, 0, dice.length(), dice.seed(), false));
        }
        int handle = World.ERRANT + dice.halving(2);
        steps.add(refused(handle, dice));
        steps.add(new LockOperation.IsOwner(World.ERRANT));
        steps.add(new LockOperation.IsOwner(World.ERRANT + 1));
        steps.add(dice.question(handle));
        return steps;
    }

    private static Operation refused(int handle, Dice dice) {
        int any = World.ERRANT;
        return dice.oneOf(List.of(
                new SnapshotOperation.RemoveSnapshot(handle, any),
                new SnapshotOperation.RemoveSnapshot(handle, any),
                new SnapshotOperation.CreateSnapshot(handle, TAKEN_NAME),
                new SnapshotOperation.RenameSnapshot(handle, any, TAKEN_NAME),
                new SnapshotOperation.Protect(handle, any),
                new SnapshotOperation.Unprotect(handle, any),
                new SnapshotOperation.Rollback(handle, any),
                new MaintenanceOperation.Flatten(handle),
                new MaintenanceOperation.RebuildObjectMap(handle),
                new MaintenanceOperation.UpdateFeatures(handle, Shapes.UNSWITCHABLE, true),
                new MaintenanceOperation.UpdateFeatures(handle, dice.halving(Shapes.SWITCHES), dice.oneIn(2)),
                new MaintenanceOperation.Copy(handle, dice.client(), TAKEN_NAME, 0, 0, 0),
                new DirectoryOperation.RenameImage(dice.client(), dice.halving(2), TAKEN_NAME),
                new DirectoryOperation.RemoveImage(dice.client(), any),
                new DataOperation.Write(handle, any, 0, dice.length(), dice.seed(), true),
                new DataOperation.Discard(handle, any, 0, 1, 0),
                new DataOperation.Diff(handle, 1, any, 0, 1, false, false),
                new ChannelOperation.Truncate(handle, dice.objects(), dice.bytes()),
                new LockOperation.Lock(handle, 0, 0)));
    }
}
