package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rbd4j.DiffRange;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;

/** A call that is refused changes nothing of the image; a few have fetched the managed lock by then. */
public abstract class RefusedCallsContract extends ManagedLockTables {
    private static final Features LOCK = Features.of(Feature.EXCLUSIVE_LOCK);
    private static final Features MAPS = Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);
    private static final DiffRange SINCE_NONE = DiffRange.since("none");

    /** More objects than an object map can hold. */
    private static final long TOO_LARGE = 1L << 60;

    /** Used by the subclasses alone. */
    protected RefusedCallsContract() {}

    private static Row refused(int errno, String call, BiConsumer<Pool, Image> body) {
        return new Row(call, body, errno + " -", errno + " caller", errno + " other");
    }

    /** The caller fetches the lock, or asks its owner, before it is found out. */
    private static Row refusedByOwner(int errno, String call, BiConsumer<Pool, Image> body) {
        return new Row(call, body, errno + " caller", errno + " caller", errno + " other");
    }

    private static List<Row> table() {
        return List.of(
                refused(Errno.EINVAL, "write past the end", (pool, image) -> image.write(SIZE, new byte[1])),
                refused(Errno.EINVAL, "discard past the end", (pool, image) -> image.discard(SIZE + 1, 1)),
                refused(Errno.EINVAL, "read past the end", (pool, image) -> image.read(SIZE + 1, 1)),
                refused(Errno.EINVAL, "resize to more than a map holds", (pool, image) -> image.resize(TOO_LARGE)),
                refused(Errno.ENOENT, "diff since none", (pool, image) -> image.diff(SINCE_NONE, any -> {})),
                refused(
                        Errno.ENOENT,
                        "diff by object since none",
                        (pool, image) -> image.diff(SINCE_NONE.withWholeObject(true), any -> {})),
                refused(
                        Errno.ENOENT,
                        "locks.unlock of none",
                        (pool, image) -> image.locks().unlock("none")),
                refused(Errno.EEXIST, "copy to a name that is taken", (pool, image) -> image.copy(pool, image.name())),
                refused(
                        Errno.EEXIST,
                        "createImage of a name that is taken",
                        (pool, image) -> pool.createImage(image.name(), 1)),
                refused(
                        Errno.EEXIST,
                        "renameImage to a name that is taken",
                        (pool, image) -> pool.renameImage(image.name(), image.name())),
                refused(
                        Errno.EEXIST,
                        "cloneImage to a name that is taken",
                        (pool, image) -> pool.cloneImage(image.name(), "protected", pool, image.name())),
                refused(
                        Errno.EINVAL,
                        "cloneImage of a free snapshot",
                        (pool, image) -> pool.cloneImage(image.name(), "free", pool, "clone")),
                // Its own handle takes the lock from whoever has it, and gives it back when it is closed.
                new Row(
                        "removeImage of one with snapshots",
                        (pool, image) -> pool.removeImage(image.name()),
                        "39 -",
                        "39 -",
                        "39 -"));
    }

    private static List<Row> snapshotTable() {
        return List.of(
                refused(
                        Errno.EEXIST,
                        "create of one that exists",
                        (pool, image) -> image.snapshots().create("free")),
                refused(
                        Errno.ENOENT,
                        "remove of none",
                        (pool, image) -> image.snapshots().remove("none")),
                refusedByOwner(
                        Errno.EBUSY,
                        "remove of a protected one",
                        (pool, image) -> image.snapshots().remove("protected")),
                refused(
                        Errno.ENOENT,
                        "rename of none",
                        (pool, image) -> image.snapshots().rename("none", "new")),
                refused(
                        Errno.EEXIST,
                        "rename to one that exists",
                        (pool, image) -> image.snapshots().rename("free", "protected")),
                refused(
                        Errno.ENOENT,
                        "protect of none",
                        (pool, image) -> image.snapshots().protect("none")),
                refused(
                        Errno.EBUSY,
                        "protect of a protected one",
                        (pool, image) -> image.snapshots().protect("protected")),
                refused(
                        Errno.ENOENT,
                        "unprotect of none",
                        (pool, image) -> image.snapshots().unprotect("none")),
                refused(
                        Errno.EINVAL,
                        "unprotect of a free one",
                        (pool, image) -> image.snapshots().unprotect("free")),
                refused(
                        Errno.ENOENT,
                        "rollback to none",
                        (pool, image) -> image.snapshots().rollback("none")),
                refused(
                        Errno.ENOENT,
                        "isProtected of none",
                        (pool, image) -> image.snapshots().isProtected("none")),
                refused(Errno.ENOENT, "selectSnapshot of none", (pool, image) -> image.selectSnapshot("none")));
    }

    private static List<Row> featuresTable() {
        return List.of(
                refused(Errno.EINVAL, "none", (pool, image) -> image.updateFeatures(Features.NONE, true)),
                refused(Errno.EINVAL, "on of what is on", (pool, image) -> image.updateFeatures(MAPS, true)),
                refused(
                        Errno.EINVAL,
                        "off of layering",
                        (pool, image) -> image.updateFeatures(Features.of(Feature.LAYERING), false)),
                refused(
                        Errno.EINVAL,
                        "on of deep-flatten",
                        (pool, image) -> image.updateFeatures(Features.of(Feature.DEEP_FLATTEN), true)),
                refusedByOwner(
                        Errno.EINVAL,
                        "off of the lock that the map needs",
                        (pool, image) -> image.updateFeatures(LOCK, false)));
    }

    @TestFactory
    List<DynamicTest> whatARefusedCallDoesToTheLock() {
        return tests(table(), ALL);
    }

    @TestFactory
    List<DynamicTest> whatARefusedCallOnASnapshotDoesToTheLock() {
        return tests(snapshotTable(), ALL);
    }

    @TestFactory
    List<DynamicTest> whatARefusedSwitchOfFeaturesDoesToTheLock() {
        return tests(featuresTable(), ALL);
    }

    /** Only where there is fast-diff does a removal need the owner of the lock, who alone keeps the object map. */
    @TestFactory
    List<DynamicTest> aRefusedRemovalNeedsNoOwnerWhereThereIsNoMap() {
        return tests(
                List.of(refused(
                        Errno.EBUSY,
                        "remove of a protected one",
                        (pool, image) -> image.snapshots().remove("protected"))),
                ALL.minus(MAPS));
    }

    @TestFactory
    List<DynamicTest> aRefusedCallChangesNothing() {
        return List.of(table(), snapshotTable(), featuresTable()).stream()
                .flatMap(List::stream)
                .map(row -> DynamicTest.dynamicTest(row.call(), () -> requireUnchangedBy(row)))
                .toList();
    }

    private void requireUnchangedBy(Row row) {
        Image image = pool().openImage(newClone(ALL));
        List<String> images = pool().listImages();
        String before = facts(image);
        assertThrows(RbdException.class, () -> row.body().accept(pool(), image));
        assertEquals(before, facts(image));
        try (Image later = pool().openImage(image.name())) {
            assertEquals(before, facts(later));
        }
        assertEquals(images, pool().listImages());
    }

    private static String facts(Image image) {
        StringBuilder facts = new StringBuilder();
        facts.append(image.size() + " " + image.features() + " " + image.flags() + " " + image.parent());
        image.snapshots()
                .list()
                .forEach(snapshot ->
                        facts.append(" " + snapshot + image.snapshots().isProtected(snapshot.name())));
        return facts + " " + Arrays.hashCode(image.read(0, SIZE));
    }
}
