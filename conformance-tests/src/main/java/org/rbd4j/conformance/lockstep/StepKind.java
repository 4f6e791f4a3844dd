package org.rbd4j.conformance.lockstep;

import java.util.List;
import java.util.function.Function;

/** A kind of step, or of a few steps that belong together: how often it is chosen among all, and how it is made. */
enum StepKind {
    CREATE_AND_OPEN(4, StepKind::createAndOpen),
    SNAPSHOT_AND_CLONE(8, StepKind::snapshotAndClone),
    ORPHAN_OF_IMAGE(1, Orphans::ofImage),
    ORPHAN_OF_SNAPSHOT(1, Orphans::ofSnapshot),
    ORPHAN_OF_NEWS(1, Orphans::ofNews),
    STALE_HANDLE(1, StaleHandles::asked),
    REFUSAL(1, Refusals::asked),
    BEYOND_OBJECT_MAP(1, one(StepKind::beyondObjectMap)),
    ASK(6, one(dice -> dice.question(dice.reference()))),
    CLONE(8, one(StepKind::clone)),
    OPEN(10, one(StepKind::open)),
    CLOSE(3, one(dice -> new DirectoryOperation.CloseImage(dice.reference()))),
    REMOVE(3, one(dice -> new DirectoryOperation.RemoveImage(dice.client(), dice.reference()))),
    RENAME(2, one(dice -> new DirectoryOperation.RenameImage(dice.client(), dice.reference(), dice.name()))),
    LIST(1, one(dice -> new DirectoryOperation.ListImages(dice.client(), dice.client()))),
    RECONNECT(1, one(dice -> new DirectoryOperation.Reconnect(dice.client()))),
    WRITE(34, one(StepKind::write)),
    READ(5, one(StepKind::read)),
    DISCARD(12, one(StepKind::discard)),
    FLUSH(1, one(dice -> new DataOperation.Flush(dice.reference()))),
    INVALIDATE_CACHE(1, one(dice -> new DataOperation.InvalidateCache(dice.reference()))),
    DIFF(8, one(StepKind::diff)),
    RESIZE(6, one(dice -> new MaintenanceOperation.Resize(dice.reference(), dice.objects(), dice.bytes()))),
    FLATTEN(6, one(dice -> new MaintenanceOperation.Flatten(dice.reference()))),
    COPY(4, one(StepKind::copy)),
    UPDATE_FEATURES(6, one(StepKind::updateFeatures)),
    REBUILD(5, one(dice -> new MaintenanceOperation.RebuildObjectMap(dice.reference()))),
    IS_OWNER(3, one(dice -> new LockOperation.IsOwner(dice.reference()))),
    LOCK(2, one(StepKind::lock)),
    UNLOCK(2, one(dice -> new LockOperation.Unlock(dice.reference(), dice.cookie()))),
    BREAK_LOCK(2, one(dice -> new LockOperation.BreakLock(dice.reference(), dice.cookie()))),
    LIST_HOLDERS(1, one(dice -> new LockOperation.ListHolders(dice.reference()))),
    SNAPSHOT(12, one(dice -> new SnapshotOperation.CreateSnapshot(dice.reference(), dice.name()))),
    REMOVE_SNAPSHOT(5, one(dice -> new SnapshotOperation.RemoveSnapshot(dice.reference(), dice.reference()))),
    RENAME_SNAPSHOT(
            2, one(dice -> new SnapshotOperation.RenameSnapshot(dice.reference(), dice.reference(), dice.name()))),
    PROTECT(8, one(dice -> new SnapshotOperation.Protect(dice.reference(), dice.reference()))),
    UNPROTECT(3, one(dice -> new SnapshotOperation.Unprotect(dice.reference(), dice.reference()))),
    ROLLBACK(4, one(dice -> new SnapshotOperation.Rollback(dice.reference(), dice.reference()))),
    SELECT_SNAPSHOT(4, one(dice -> new SnapshotOperation.SelectSnapshot(dice.reference(), dice.reference()))),
    SELECT_HEAD(8, one(dice -> new SnapshotOperation.SelectHead(dice.reference()))),
    LOOK(2, one(dice -> new Operation.Look())),
    READ_THROUGH_CHANNEL(3, one(StepKind::readThroughChannel)),
    WRITE_THROUGH_CHANNEL(5, one(StepKind::writeThroughChannel)),
    TRUNCATE(2, one(dice -> new ChannelOperation.Truncate(dice.reference(), dice.objects(), dice.bytes()))),
    BURST(6, one(StepKind::burst));

    private final int weight;
    private final Function<Dice, List<Operation>> maker;

    StepKind(int weight, Function<Dice, List<Operation>> maker) {
        this.weight = weight;
        this.maker = maker;
    }

    private static Function<Dice, List<Operation>> one(Function<Dice, Operation> maker) {
        return dice -> List.of(maker.apply(dice));
    }

    /** How often it is chosen where nothing else is said. */
    int weight() {
        return weight;
    }

    List<Operation> make(Dice dice) {
        return maker.apply(dice);
    }

    private static List<Operation> createAndOpen(Dice dice) {
        return List.of(
                new DirectoryOperation.CreateImage(
                        dice.client(),
                        dice.client(),
                        dice.name(),
                        dice.order(),
                        dice.objects(),
                        dice.bytes(),
                        dice.features(),
                        dice.striping()),
                openNewest(dice));
    }

    /** Of the newest handles, so that clones of clones come about. */
    private static List<Operation> snapshotAndClone(Dice dice) {
        int parent = dice.halving(3);
        return List.of(
                new SnapshotOperation.CreateSnapshot(parent, dice.name()),
                new SnapshotOperation.Protect(parent, 0),
                clone(dice),
                openNewest(dice),
                write(dice));
    }

    private static Operation openNewest(Dice dice) {
        return new DirectoryOperation.OpenImage(dice.client(), 0, false, 0);
    }

    private static Operation beyondObjectMap(Dice dice) {
        return new DirectoryOperation.CreateBeyondObjectMap(
                dice.client(), dice.client(), dice.client(), dice.halving(3));
    }

    private static Operation clone(Dice dice) {
        return new DirectoryOperation.CloneImage(
                dice.client(),
                dice.reference(),
                dice.reference(),
                dice.client(),
                dice.name(),
                dice.oneIn(8) ? 1 + dice.order() : 0,
                dice.oneIn(2) ? 1 + dice.features() : 0,
                dice.oneIn(8) ? dice.striping() : 0);
    }

    private static Operation open(Dice dice) {
        return new DirectoryOperation.OpenImage(
                dice.client(), dice.reference(), dice.oneIn(6), dice.oneIn(8) ? 1 + dice.reference() : 0);
    }

    private static Operation write(Dice dice) {
        return new DataOperation.Write(
                dice.reference(), dice.objects(), dice.bytes(), dice.length(), dice.seed(), dice.oneIn(20));
    }

    private static Operation read(Dice dice) {
        return new DataOperation.Read(dice.reference(), dice.objects(), dice.bytes(), dice.length());
    }

    private static Operation burst(Dice dice) {
        return new AsyncOperation.Burst(
                dice.reference(),
                dice.objects(),
                dice.bytes(),
                dice.length(),
                dice.seed(),
                dice.halving(6),
                dice.oneIn(2));
    }

    private static Operation readThroughChannel(Dice dice) {
        return new ChannelOperation.ReadThroughChannel(dice.reference(), dice.objects(), dice.bytes(), dice.length());
    }

    private static Operation writeThroughChannel(Dice dice) {
        return new ChannelOperation.WriteThroughChannel(
                dice.reference(), dice.objects(), dice.bytes(), dice.length(), dice.seed());
    }

    private static Operation discard(Dice dice) {
        return new DataOperation.Discard(dice.reference(), dice.objects(), dice.bytes(), dice.halving(6), dice.bytes());
    }

    private static Operation diff(Dice dice) {
        return new DataOperation.Diff(
                dice.reference(),
                dice.oneIn(2) ? 1 + dice.reference() : 0,
                dice.objects(),
                dice.bytes(),
                dice.oneIn(8) ? World.ERRANT : dice.halving(12),
                dice.oneIn(2),
                dice.oneIn(2));
    }

    private static Operation copy(Dice dice) {
        return new MaintenanceOperation.Copy(
                dice.reference(),
                dice.client(),
                dice.name(),
                dice.oneIn(4) ? 1 + dice.order() : 0,
                dice.oneIn(2) ? 1 + dice.features() : 0,
                dice.oneIn(4) ? dice.striping() : 0);
    }

    private static Operation updateFeatures(Dice dice) {
        return new MaintenanceOperation.UpdateFeatures(dice.reference(), dice.halving(Shapes.SWITCHES), dice.oneIn(2));
    }

    private static Operation lock(Dice dice) {
        return new LockOperation.Lock(dice.reference(), dice.cookie(), dice.oneIn(2) ? 0 : 1 + dice.cookie());
    }
}
