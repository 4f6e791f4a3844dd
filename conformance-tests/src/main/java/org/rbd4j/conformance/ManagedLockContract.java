package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageBusyException;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.OpenOptions;
import org.rbd4j.Progress;

/** At most one handle of an image owns its managed lock, and each call moves it, asks its owner, is refused, or does not mind. */
public abstract class ManagedLockContract extends ManagedLockTables {
    private static final Features JOURNALED = new Features(125);
    private static final Features LOCKED = Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK);
    private static final DiffRange BEGINNING = DiffRange.sinceBeginning();

    /** Used by the subclasses alone. */
    protected ManagedLockContract() {}

    private static List<Row> table() {
        return List.of(
                moves("write", (pool, image) -> image.write(0, new byte[10])),
                moves("write of nothing", (pool, image) -> image.write(0, new byte[0])),
                moves("discard", (pool, image) -> image.discard(0, 4096)),
                moves("discard of nothing", (pool, image) -> image.discard(1, 1)),
                moves("flush", (pool, image) -> image.flush()),
                asksOwner("resize", (pool, image) -> image.resize(SIZE + 1)),
                asksOwner("snapshots.create", (pool, image) -> image.snapshots().create("new")),
                asksOwner("snapshots.remove", (pool, image) -> image.snapshots().remove("free")),
                new Row(
                        "snapshots.remove of a protected one",
                        (pool, image) -> image.snapshots().remove("protected"),
                        "16 caller",
                        "16 caller",
                        "16 other"),
                asksOwner("flatten", (pool, image) -> image.flatten()),
                asksOwner("rebuildObjectMap", (pool, image) -> image.rebuildObjectMap(Progress.NONE)),
                asksOwner("updateFeatures off", (pool, image) -> image.updateFeatures(maps(), false)),
                new Row(
                        "snapshots.rollback",
                        (pool, image) -> image.snapshots().rollback("free"),
                        "caller",
                        "caller",
                        "30 other"),
                asksOwner("diff by object", (pool, image) -> image.diff(BEGINNING.withWholeObject(true), any -> {})),
                ignores(
                        "diff by object since a snapshot",
                        (pool, image) -> image.diff(DiffRange.since("free").withWholeObject(true), any -> {})),
                ignores("diff by extents", (pool, image) -> image.diff(BEGINNING, any -> {})),
                ignores("read", (pool, image) -> image.read(0, 10)),
                ignores("invalidateCache", (pool, image) -> image.invalidateCache()),
                ignores("size", (pool, image) -> image.size()),
                ignores("flags", (pool, image) -> image.flags()),
                ignores("snapshots.list", (pool, image) -> image.snapshots().list()),
                ignores("snapshots.rename", (pool, image) -> image.snapshots().rename("free", "renamed")),
                ignores("snapshots.protect", (pool, image) -> image.snapshots().protect("free")),
                ignores(
                        "snapshots.unprotect",
                        (pool, image) -> image.snapshots().unprotect("protected")),
                ignores("copy", (pool, image) -> image.copy(pool, image.name() + "-copy")),
                ignores("renameImage", (pool, image) -> pool.renameImage(image.name(), image.name() + "-renamed")),
                ignores("selectHead", (pool, image) -> image.selectHead()),
                ignores("locks.list", (pool, image) -> image.locks().list()),
                new Row("selectSnapshot", (pool, image) -> image.selectSnapshot("free"), "-", "-", "other"),
                new Row(
                        "locks.lockExclusive",
                        (pool, image) -> image.locks().lockExclusive("cookie"),
                        "-",
                        "16 caller",
                        "16 other"),
                new Row(
                        "locks.lockShared",
                        (pool, image) -> image.locks().lockShared("cookie", "tag"),
                        "-",
                        "16 caller",
                        "16 other"));
    }

    private static Features maps() {
        return Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);
    }

    @TestFactory
    List<DynamicTest> whatEachCallDoesToTheLock() {
        return tests(table(), ALL);
    }

    /** Of what is different then. The journal may hold what its last owner wrote, and only its owner writes it. */
    private static List<Row> journaledTable() {
        return List.of(
                moves("read", (pool, image) -> image.read(0, 10)),
                moves("read of nothing", (pool, image) -> image.read(0, 0)),
                moves("copy", (pool, image) -> image.copy(pool, image.name() + "-copy")),
                asksOwner("snapshots.rename", (pool, image) -> image.snapshots().rename("free", "renamed")),
                asksOwner(
                        "snapshots.protect", (pool, image) -> image.snapshots().protect("free")),
                asksOwner(
                        "snapshots.unprotect",
                        (pool, image) -> image.snapshots().unprotect("protected")),
                new Row(
                        "read of a snapshot",
                        (pool, image) -> {
                            image.selectSnapshot("free");
                            image.read(0, 10);
                        },
                        "-",
                        "-",
                        "other"),
                ignores("diff by extents", (pool, image) -> image.diff(BEGINNING, any -> {})),
                ignores("size", (pool, image) -> image.size()),
                ignores("locks.list", (pool, image) -> image.locks().list()));
    }

    @TestFactory
    List<DynamicTest> whatEachCallDoesToTheLockWhereThereIsAJournal() {
        return tests(journaledTable(), JOURNALED);
    }

    @Test
    void whereThereIsNoSuchFeatureNobodyOwnsAnything() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(0, new byte[10]);
        assertFalse(image.isExclusiveLockOwner());
    }

    @Test
    void theLockGoesFromHandleToHandleAndIsFreeWhenItsOwnerCloses() {
        Image first = newImage(ImageShape.plain(SIZE).withFeatures(LOCKED));
        Image second = pool().openImage(first.name());
        Image third = poolOf(secondClient()).openImage(first.name());
        for (Image writer : List.of(first, second, third, first)) {
            writer.write(0, new byte[10]);
            for (Image any : List.of(first, second, third)) {
                assertEquals(any == writer, any.isExclusiveLockOwner());
            }
        }
        first.close();
        assertFalse(second.isExclusiveLockOwner());
        second.write(0, new byte[10]);
        assertTrue(second.isExclusiveLockOwner());
    }

    @Test
    void aReadOnlyHandleNeverOwnsIt() {
        Image writer = newImage(ImageShape.plain(SIZE).withFeatures(LOCKED));
        writer.write(0, new byte[10]);
        Image reader = pool().openImage(writer.name(), OpenOptions.defaults().withReadOnly());
        reader.flush();
        reader.diff(BEGINNING.withWholeObject(true), any -> {});
        assertFalse(reader.isExclusiveLockOwner());
        assertTrue(writer.isExclusiveLockOwner());
    }

    @Test
    void anOwnerThatSelectsASnapshotGivesItUpAndTakesItAgainWhenItWrites() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(LOCKED));
        image.snapshots().create("snapshot");
        assertTrue(image.isExclusiveLockOwner());
        image.selectSnapshot("snapshot");
        assertFalse(image.isExclusiveLockOwner());
        image.selectHead();
        assertFalse(image.isExclusiveLockOwner());
        image.write(0, new byte[10]);
        assertTrue(image.isExclusiveLockOwner());
    }

    /** Whatever came of it. */
    @Test
    void aDiffByObjectTriesToTakeTheLockOnceInAHandlesLife() {
        Image other = newImage(ImageShape.plain(SIZE).withFeatures(ALL));
        Image diffing = pool().openImage(other.name());
        DiffRange byObject = BEGINNING.withWholeObject(true);
        other.flush();
        diffing.diff(byObject, any -> {});
        assertTrue(other.isExclusiveLockOwner());
        other.close();
        diffing.diff(byObject, any -> {});
        assertFalse(diffing.isExclusiveLockOwner());
        diffing.flush();
        diffing.diff(byObject, any -> {});
        Image later = pool().openImage(diffing.name());
        diffing.close();
        later.diff(byObject, any -> {});
        assertTrue(later.isExclusiveLockOwner());
    }

    @Test
    void aDiffByTheLocksOwnerIsNoTry() {
        Image owner = newImage(ImageShape.plain(SIZE).withFeatures(ALL));
        DiffRange byObject = BEGINNING.withWholeObject(true);
        owner.flush();
        owner.diff(byObject, any -> {});
        try (Image next = pool().openImage(owner.name())) {
            next.flush();
            assertFalse(owner.isExclusiveLockOwner());
        }
        owner.diff(byObject, any -> {});
        assertTrue(owner.isExclusiveLockOwner());
    }

    /** The owner may have changed the image before it refused, so a handle that was refused by it reads the header anew. */
    @Test
    void whoIsRefusedByTheOwnerSeesTheOwnersLock() {
        String name = newClone(ALL);
        Image caller = pool().openImage(name);
        Image owner = poolOf(secondClient()).openImage(name);
        owner.flush();
        assertEquals(Optional.empty(), caller.locks().list(), "nobody was told that the lock was taken");
        assertThrowsExactly(ImageBusyException.class, () -> caller.snapshots().remove("protected"));
        assertTrue(caller.locks().list().isPresent());
        assertTrue(owner.isExclusiveLockOwner());
    }

    /** What it read before it gave the lock up is what it goes on to tell. */
    @Test
    void whoSwitchesTheFeatureOffSawItsOwnLock() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(LOCKED));
        image.updateFeatures(Features.of(Feature.EXCLUSIVE_LOCK), false);
        assertTrue(image.locks().list().isPresent());
        try (Image later = pool().openImage(image.name())) {
            assertEquals(Optional.empty(), later.locks().list());
        }
    }

    /**
     * A client that is blocklisted watches nothing any more: whoever wants the lock breaks it. (What breaks a lock shuts its client
     * out before it looks for the hold.)
     */
    @Test
    void theLockOfAnOwnerThatIsGoneIsTaken() {
        String name = newImage(ImageShape.plain(SIZE).withFeatures(ALL)).name();
        poolOf(secondClient()).openImage(name).write(0, new byte[] {1});
        Image next = pool().openImage(name);
        String owner = next.locks().list().orElseThrow().holders().get(0).client();
        assertThrowsExactly(ImageNotFoundException.class, () -> next.locks().breakLock(owner, "of no hold"));
        next.write(0, new byte[] {2});
        assertTrue(next.isExclusiveLockOwner());
        assertArrayEquals(new byte[] {2, 0}, next.read(0, 2));
    }

    /** There is nothing to read. */
    @Test
    void anEmptyImageWithAJournalIsCopiedWithoutTheLock() {
        Image image = newImage(ImageShape.plain(0).withFeatures(JOURNALED));
        image.copy(pool(), freshName());
        assertFalse(image.isExclusiveLockOwner());
    }
}
