package org.rbd4j.conformance.lockstep;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rbd4j.HandleClosedException;
import org.rbd4j.HandleLostException;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.LogicException;
import org.rbd4j.RbdException;
import org.rbd4j.conformance.lockstep.AsyncOperation.Burst;
import org.rbd4j.conformance.lockstep.ChannelOperation.ReadThroughChannel;
import org.rbd4j.conformance.lockstep.ChannelOperation.Truncate;
import org.rbd4j.conformance.lockstep.ChannelOperation.WriteThroughChannel;
import org.rbd4j.conformance.lockstep.DataOperation.Diff;
import org.rbd4j.conformance.lockstep.DataOperation.Flush;
import org.rbd4j.conformance.lockstep.DataOperation.InvalidateCache;
import org.rbd4j.conformance.lockstep.DataOperation.Read;
import org.rbd4j.conformance.lockstep.DataOperation.Write;
import org.rbd4j.conformance.lockstep.DirectoryOperation.CloneImage;
import org.rbd4j.conformance.lockstep.DirectoryOperation.CloseImage;
import org.rbd4j.conformance.lockstep.DirectoryOperation.CreateBeyondObjectMap;
import org.rbd4j.conformance.lockstep.DirectoryOperation.CreateImage;
import org.rbd4j.conformance.lockstep.DirectoryOperation.ListImages;
import org.rbd4j.conformance.lockstep.DirectoryOperation.OpenImage;
import org.rbd4j.conformance.lockstep.DirectoryOperation.Reconnect;
import org.rbd4j.conformance.lockstep.DirectoryOperation.RemoveImage;
import org.rbd4j.conformance.lockstep.DirectoryOperation.RenameImage;
import org.rbd4j.conformance.lockstep.LockOperation.BreakLock;
import org.rbd4j.conformance.lockstep.LockOperation.IsOwner;
import org.rbd4j.conformance.lockstep.LockOperation.ListHolders;
import org.rbd4j.conformance.lockstep.LockOperation.Lock;
import org.rbd4j.conformance.lockstep.LockOperation.Unlock;
import org.rbd4j.conformance.lockstep.MaintenanceOperation.Copy;
import org.rbd4j.conformance.lockstep.MaintenanceOperation.Resize;
import org.rbd4j.conformance.lockstep.Operation.Ask;
import org.rbd4j.conformance.lockstep.Operation.Look;
import org.rbd4j.conformance.lockstep.SnapshotOperation.CreateSnapshot;
import org.rbd4j.conformance.lockstep.SnapshotOperation.Protect;
import org.rbd4j.conformance.lockstep.SnapshotOperation.RemoveSnapshot;
import org.rbd4j.conformance.lockstep.SnapshotOperation.RenameSnapshot;
import org.rbd4j.conformance.lockstep.SnapshotOperation.Rollback;
import org.rbd4j.conformance.lockstep.SnapshotOperation.SelectHead;
import org.rbd4j.conformance.lockstep.SnapshotOperation.SelectSnapshot;
import org.rbd4j.conformance.lockstep.SnapshotOperation.Unprotect;

/**
 * Why random programs cannot make some kinds of steps end in some way.
 *
 * @param outcome the way to end
 * @param kinds which kinds of steps
 * @param why the reason, in a few words
 */
record Unreachable(Outcome outcome, Predicate<Class<?>> kinds, String why) {
    private static final List<Unreachable> REASONS = List.of(
            by(
                    Outcome.SKIPPED,
                    "refers to nothing that may be missing",
                    CreateImage.class,
                    ListImages.class,
                    Reconnect.class,
                    CreateBeyondObjectMap.class,
                    Look.class),
            byAll(Outcome.of(1), "the clients may do everything"),
            byAll(new Outcome("PoolNotFoundException", 2), "a program's pools stay until its end"),
            byAll(new Outcome("ConfigurationNotFoundException", 2), "the clients' options are there"),
            byAll(Outcome.of(5), "nothing breaks in the cluster"),
            byAll(Outcome.of(28), "the cluster has room for all that programs write"),
            byAll(Outcome.of(33), "the orders drawn are those that are valid, 12 to 25"),
            byAll(Outcome.of(95), "the cluster is of librbd's own release"),
            byAll(Outcome.of(108), "the clients that are blocklisted are gone"),
            byAll(Outcome.of(110), "what would wait for ever is skipped"),
            byAll(Outcome.of(122), "the pools have no quota"),
            byAll(Outcome.of(125), "no call cancels another"),
            byAll(Outcome.of(LogicException.class), "librbd does not answer what it never should"),
            byAll(Outcome.of(HandleClosedException.class), "a step takes a handle that is open"),
            byAll(Outcome.of(HandleLostException.class), "the clients have no deadline"),
            byAll(Outcome.of(RbdException.class), "the names drawn are short"),
            by(
                    Outcome.of(IncompleteWriteException.class),
                    "a channel returns how much it wrote",
                    WriteThroughChannel.class),
            byAllBut(Outcome.of(IncompleteWriteException.class), "nothing else does a part", Write.class),
            byAllBut(Outcome.of(39), "nothing else is refused for snapshots that there are", RemoveImage.class),
            byAllBut(Outcome.of(38), "nothing else asks for layering", CloneImage.class, Protect.class),
            byAllBut(
                    Outcome.of(17),
                    "makes nothing that has a name",
                    CreateImage.class,
                    CloneImage.class,
                    RenameImage.class,
                    Copy.class,
                    CreateSnapshot.class,
                    RenameSnapshot.class,
                    Lock.class),
            byAllBut(
                    Outcome.of(16),
                    "the managed lock is handed over, and nothing else can be in the way",
                    RemoveImage.class,
                    RemoveSnapshot.class,
                    Protect.class,
                    Unprotect.class,
                    Lock.class),
            by(
                    Outcome.of(30),
                    "needs no handle that may write",
                    CreateImage.class,
                    CloneImage.class,
                    OpenImage.class,
                    CloseImage.class,
                    RemoveImage.class,
                    ListImages.class,
                    Reconnect.class,
                    Read.class,
                    ReadThroughChannel.class,
                    Flush.class,
                    InvalidateCache.class,
                    Diff.class,
                    Copy.class,
                    IsOwner.class,
                    Lock.class,
                    Unlock.class,
                    BreakLock.class,
                    ListHolders.class,
                    SelectSnapshot.class,
                    SelectHead.class,
                    Ask.class,
                    Look.class),
            by(
                    Outcome.of(22),
                    "its arguments are always valid",
                    OpenImage.class,
                    CloseImage.class,
                    RemoveImage.class,
                    RenameImage.class,
                    ListImages.class,
                    Reconnect.class,
                    Flush.class,
                    InvalidateCache.class,
                    ReadThroughChannel.class,
                    Truncate.class,
                    Resize.class,
                    IsOwner.class,
                    Lock.class,
                    Unlock.class,
                    BreakLock.class,
                    ListHolders.class,
                    CreateSnapshot.class,
                    RemoveSnapshot.class,
                    RenameSnapshot.class,
                    Protect.class,
                    Rollback.class,
                    SelectSnapshot.class,
                    SelectHead.class,
                    Ask.class,
                    Look.class),
            by(
                    Outcome.of(2),
                    "the images and snapshots that it names are there",
                    CreateImage.class,
                    CloneImage.class,
                    OpenImage.class,
                    RemoveImage.class,
                    RenameImage.class,
                    ListImages.class,
                    Reconnect.class,
                    Look.class),
            by(
                    Outcome.of(2),
                    "needs nothing of the image but its handle",
                    CloseImage.class,
                    IsOwner.class,
                    SelectHead.class),
            by(
                    Outcome.of(2),
                    "what a handle for reading does not know, it may not change either",
                    CreateSnapshot.class,
                    RenameSnapshot.class,
                    Protect.class,
                    Unprotect.class));

    private static final List<Unreachable> IN_BURSTS = Outcome.FAILURES.stream()
            .filter(failure -> !failure.equals(Outcome.of(2)))
            .map(failure ->
                    by(failure, "each request's failure is in the answer", Burst.class, CreateBeyondObjectMap.class))
            .toList();

    private static Unreachable byAll(Outcome outcome, String why) {
        return new Unreachable(outcome, kind -> true, why);
    }

    private static Unreachable byAllBut(Outcome outcome, String why, Class<?>... kinds) {
        return new Unreachable(outcome, kind -> !List.of(kinds).contains(kind), why);
    }

    private static Unreachable by(Outcome outcome, String why, Class<?>... kinds) {
        return new Unreachable(outcome, List.of(kinds)::contains, why);
    }

    static Optional<Unreachable> find(Class<?> kind, Outcome outcome) {
        return Stream.concat(REASONS.stream(), IN_BURSTS.stream())
                .filter(reason -> reason.outcome.covers(outcome) && reason.kinds.test(kind))
                .findFirst();
    }
}
