package org.rbd4j.conformance.lockstep;

import java.util.List;
import java.util.stream.Stream;

/** Steps that leave a handle behind without its image, without its snapshot, or without the news, and one step on it then. */
final class Orphans {
    private static final int PLAIN = 0;

    private Orphans() {}

    /** A handle for reading outlives its image; that it took the lock makes it ask for the header at its next call. */
    static List<Operation> ofImage(Dice dice) {
        return followed(
                dice.oneOf(List.of(
                        new LockOperation.ListHolders(World.ERRANT),
                        new LockOperation.Lock(World.ERRANT, dice.cookie(), 0),
                        new LockOperation.Unlock(World.ERRANT, 0),
                        new DataOperation.Read(World.ERRANT, 0, 0, dice.length()),
                        new DataOperation.Write(World.ERRANT, 0, 0, dice.length(), dice.seed(), false),
                        new DataOperation.Discard(World.ERRANT, 0, 0, 1, 0),
                        new DataOperation.Flush(World.ERRANT),
                        new DataOperation.InvalidateCache(World.ERRANT),
                        new DataOperation.Diff(World.ERRANT, 0, 0, 0, 1, dice.oneIn(2), dice.oneIn(2)),
                        new ChannelOperation.ReadThroughChannel(World.ERRANT, 0, 0, dice.length()),
                        new ChannelOperation.WriteThroughChannel(World.ERRANT, 0, 0, dice.length(), dice.seed()),
                        new ChannelOperation.Truncate(World.ERRANT, dice.objects(), dice.bytes()),
                        new AsyncOperation.Burst(World.ERRANT, 0, 0, dice.length(), dice.seed(), 1, dice.oneIn(2)),
                        new SnapshotOperation.CreateSnapshot(World.ERRANT, 0),
                        new SnapshotOperation.SelectHead(World.ERRANT),
                        new MaintenanceOperation.Resize(World.ERRANT, dice.objects(), dice.bytes()),
                        new MaintenanceOperation.Flatten(World.ERRANT),
                        new MaintenanceOperation.UpdateFeatures(World.ERRANT, 0, dice.oneIn(2)),
                        new MaintenanceOperation.RebuildObjectMap(World.ERRANT),
                        new MaintenanceOperation.Copy(World.ERRANT, dice.client(), 0, 0, 0, 0))),
                new DirectoryOperation.CreateImage(
                        dice.client(), dice.client(), 0, dice.order(), dice.objects(), dice.bytes(), PLAIN, 0),
                new DirectoryOperation.OpenImage(dice.client(), 0, true, 0),
                new LockOperation.Lock(0, 0, 0),
                new DirectoryOperation.RemoveImage(dice.client(), 0));
    }

    /** A handle has a snapshot selected that is removed. */
    static List<Operation> ofSnapshot(Dice dice) {
        return followed(
                dice.oneOf(List.of(
                        new DataOperation.Write(World.ERRANT, 0, 0, dice.length(), dice.seed(), false),
                        new DataOperation.Discard(World.ERRANT, 0, 0, 1, 0),
                        new SnapshotOperation.Rollback(World.ERRANT, 0),
                        new MaintenanceOperation.RebuildObjectMap(World.ERRANT),
                        new ChannelOperation.ReadThroughChannel(0, 0, 0, dice.length()))),
                new DirectoryOperation.OpenImage(dice.client(), 0, false, 0),
                new SnapshotOperation.CreateSnapshot(0, 0),
                new SnapshotOperation.CreateSnapshot(0, 0),
                new SnapshotOperation.SelectSnapshot(0, 0),
                new SnapshotOperation.RemoveSnapshot(0, 0));
    }

    /** A handle for reading knows one snapshot and does not hear of the next. */
    static List<Operation> ofNews(Dice dice) {
        int snapshot = dice.halving(2);
        return followed(
                dice.oneOf(List.of(
                        new SnapshotOperation.RemoveSnapshot(World.ERRANT, snapshot),
                        new SnapshotOperation.RenameSnapshot(World.ERRANT, snapshot, 0),
                        new SnapshotOperation.Protect(World.ERRANT, snapshot),
                        new SnapshotOperation.Unprotect(World.ERRANT, snapshot))),
                new DirectoryOperation.OpenImage(dice.client(), 0, false, 0),
                new SnapshotOperation.CreateSnapshot(0, 0),
                new DirectoryOperation.OpenImage(dice.client(), 0, true, 0),
                new SnapshotOperation.CreateSnapshot(0, 0));
    }

    private static List<Operation> followed(Operation last, Operation... steps) {
        return Stream.concat(Stream.of(steps), Stream.of(last)).toList();
    }
}
