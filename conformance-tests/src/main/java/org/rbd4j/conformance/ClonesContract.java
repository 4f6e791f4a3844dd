package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.ArgumentOutOfRangeException;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.FunctionNotSupportedException;
import org.rbd4j.Image;
import org.rbd4j.ImageBusyException;
import org.rbd4j.ImageExistsException;
import org.rbd4j.ImageHasSnapshotsException;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageOptions;
import org.rbd4j.ImageSpec;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.ParentSnapshot;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;
import org.rbd4j.ReadOnlyImageException;
import org.rbd4j.Snapshot;

/** A clone is its parent's snapshot until it is written, and neither of them sees what is written to the other. */
public abstract class ClonesContract extends Contract {
    private static final int SIZE = 10_000;
    private static final String SNAPSHOT = "snapshot";

    /** Used by the subclasses alone. */
    protected ClonesContract() {}

    @Property(tries = 25)
    void aCloneIsItsParentUntilItIsWritten(
            @ForAll(supplier = Histories.class) History history,
            @ForAll(supplier = ImageShapes.class) ImageShape other) {
        try (Image parent = newImage(history.shape())) {
            byte[] begun = history.begin(parent);
            if (begun.length == 0) {
                return;
            }
            try (Image child = cloneOf(parent, ImageOptions.defaults().withFeatures(other.features()))) {
                assertArrayEquals(begun, Content.of(child), "the new clone");
                byte[] headOfParent = history.goOn(parent, begun);
                assertArrayEquals(begun, Content.of(child), "the clone after writes to the parent");
                byte[] headOfChild = history.goOn(child, begun);
                assertArrayEquals(headOfChild, Content.of(child), "the clone after its own writes");
                assertArrayEquals(headOfParent, Content.of(parent), "the parent");
                parent.selectSnapshot(SNAPSHOT);
                assertArrayEquals(begun, Content.of(parent), "the parent's snapshot");
            }
        }
    }

    @Property(tries = 10)
    void aCloneOfACloneReadsThroughBoth(
            @ForAll(supplier = Histories.class) History first, @ForAll(supplier = Histories.class) History second) {
        try (Image grandparent = newImage(first.shape())) {
            byte[] one = first.begin(grandparent);
            if (one.length == 0) {
                return;
            }
            try (Image parent = cloneOf(grandparent)) {
                byte[] two = first.goOn(parent, one);
                if (two.length == 0) {
                    return;
                }
                try (Image child = cloneOf(parent)) {
                    assertArrayEquals(two, Content.of(child), "the clone's clone");
                    byte[] three = second.goOn(child, two);
                    assertArrayEquals(three, Content.of(child), "the clone's clone, written");
                    child.snapshots().create("later");
                    child.flatten();
                    assertArrayEquals(three, Content.of(child), "the clone's clone, flattened");
                    child.selectSnapshot("later");
                    assertArrayEquals(three, Content.of(child), "its snapshot");
                    parent.flatten();
                    assertArrayEquals(two, Content.of(parent), "the clone, flattened");
                }
            }
        }
    }

    @Property(tries = 15)
    void theSnapshotsOfACloneNeverChange(@ForAll(supplier = Histories.class) History history) {
        try (Image parent = newImage(history.shape())) {
            byte[] begun = history.begin(parent);
            if (begun.length == 0) {
                return;
            }
            try (Image child = cloneOf(parent)) {
                child.snapshots().create("untouched");
                byte[] once = history.goOn(child, begun);
                child.snapshots().create("touched");
                byte[] twice = history.goOn(child, once);
                assertVersions(child, twice, begun, once);
                child.flatten();
                assertVersions(child, twice, begun, once);
                child.snapshots().rollback("untouched");
                assertVersions(child, begun, begun, once);
            }
        }
    }

    private static void assertVersions(Image child, byte[] head, byte[] untouched, byte[] touched) {
        assertArrayEquals(head, Content.of(child), "HEAD");
        child.selectSnapshot("untouched");
        assertArrayEquals(untouched, Content.of(child), "the snapshot of the untouched clone");
        child.selectSnapshot("touched");
        assertArrayEquals(touched, Content.of(child), "the snapshot of the written clone");
        child.selectHead();
    }

    @Property(tries = 15)
    void flatteningChangesNoByteAndCutsTheTie(@ForAll(supplier = Histories.class) History history) {
        try (Image parent = newImage(history.shape())) {
            byte[] begun = history.begin(parent);
            if (begun.length == 0) {
                return;
            }
            try (Image child = cloneOf(parent)) {
                byte[] done = history.goOn(child, begun);
                child.flatten();
                assertArrayEquals(done, Content.of(child));
                assertEquals(Optional.empty(), child.parent());
                assertEquals(0, child.overlap());
            }
        }
    }

    @Property(tries = 15)
    void theOverlapIsTheSmallestSizeThatTheCloneEverHad(@ForAll(supplier = Histories.class) History history) {
        try (Image parent = newImage(ImageShape.plain(SIZE));
                Image child = cloneOf(parent)) {
            long smallest = SIZE;
            for (Edit edit : history.before()) {
                edit.applyTo(child, new byte[Math.toIntExact(child.size())]);
                smallest = Math.min(smallest, child.size());
                assertEquals(smallest, child.overlap());
            }
        }
    }

    @Test
    void aCloneInheritsLayoutAndFeatures() {
        ImageShape shape = new ImageShape(100_000, 14, 1024, 3, Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK));
        Image child = cloneOf(newImage(shape));
        assertEquals(100_000, child.size());
        assertEquals(14, child.stat().order());
        assertEquals(1024, child.stripeUnit());
        assertEquals(3, child.stripeCount());
        assertEquals(shape.features().with(Feature.STRIPING), child.features());
    }

    @ParameterizedTest
    @CsvSource({"12, 12, 1", "13, 13, 3", "20, 20, 3", "0, 22, 3"})
    void aCloneMayHaveLargerObjects(int order, int granted, long features) {
        Image child = cloneOf(
                newImage(ImageShape.plain(SIZE)), ImageOptions.defaults().withOrder(order));
        assertEquals(granted, child.stat().order());
        assertEquals(4096, child.stripeUnit(), "the parent's object size");
        assertEquals(new Features(features), child.features());
    }

    @Test
    void aCloneMayHaveAStripingOfItsOwn() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        Image child = cloneOf(parent, ImageOptions.defaults().withStriping(512, 3));
        assertEquals(512, child.stripeUnit());
        assertEquals(3, child.stripeCount());
        assertArrayEquals(Content.of(1, SIZE), Content.of(child));
    }

    @Test
    void aCloneKnowsItsParentAndTheParentItsClones() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.snapshots().create("childless");
        Pool other = newPool();
        Image here = cloneOf(parent);
        other.createImage("in the way", 1);
        pool().cloneImage(parent.name(), SNAPSHOT, other, "there");
        try (Image there = other.openImage("there")) {
            ParentSnapshot expected = protectedSnapshotIn(specOf(pool(), parent), parent);
            assertEquals(Optional.of(expected), here.parent());
            assertEquals(Optional.of(expected), there.parent());
            assertEquals(SIZE, there.overlap());
            List<ImageSpec> children = Stream.of(specOf(pool(), here), specOf(other, there))
                    .sorted()
                    .toList();
            assertEquals(children, parent.children());
            parent.selectSnapshot(SNAPSHOT);
            assertEquals(children, parent.children());
        }
        parent.selectSnapshot("childless");
        assertEquals(List.of(), parent.children());
    }

    /** The names of the objects that hold an image's data begin with its id. */
    private static ImageSpec specOf(Pool pool, Image image) {
        String id = image.stat().blockNamePrefix().replaceFirst("^rbd_data\\.", "");
        return ImageSpec.of(pool.name(), image.name()).withId(id);
    }

    /** The snapshot that this contract's clones are made from. */
    private static ParentSnapshot protectedSnapshotIn(ImageSpec spec, Image parent) {
        Snapshot listed = parent.snapshots().list().stream()
                .filter(snapshot -> parent.snapshots().isProtected(snapshot.name()))
                .findFirst()
                .orElseThrow();
        return ParentSnapshot.of(spec, listed.name()).withSnapshotId(listed.id());
    }

    @Test
    void aParentIsToldByItsNamesOfToday() {
        Image parent = newImage(ImageShape.plain(SIZE));
        Image child = cloneOf(parent);
        String old = parent.name();
        ImageSpec spec = specOf(pool(), parent);
        ParentSnapshot then = protectedSnapshotIn(spec, parent);
        pool().renameImage(old, "renamed");
        parent.snapshots().rename(SNAPSHOT, "later");
        assertEquals(Optional.of(then), child.parent(), "an open handle keeps the names that it read");
        try (Image again = pool().openImage(child.name());
                Image renamed = pool().openImage("renamed")) {
            ImageSpec now = specOf(pool(), renamed);
            assertEquals(spec.id(), now.id());
            assertEquals(Optional.of(protectedSnapshotIn(now, renamed)), again.parent());
        }
        pool().renameImage(child.name(), "child");
        try (Image again = pool().openImage("child")) {
            assertEquals(List.of(specOf(pool(), again)), parent.children());
        }
    }

    @Test
    void aSnapshotWithClonesStays() {
        Image parent = newImage(ImageShape.plain(SIZE));
        Image child = cloneOf(parent);
        assertThrowsExactly(ImageBusyException.class, () -> parent.snapshots().unprotect(SNAPSHOT));
        assertThrowsExactly(ImageBusyException.class, () -> parent.snapshots().remove(SNAPSHOT));
        parent.close();
        assertThrowsExactly(ImageHasSnapshotsException.class, () -> pool().removeImage(parent.name()));
        child.close();
        pool().removeImage(child.name());
        try (Image again = pool().openImage(parent.name())) {
            assertEquals(List.of(), again.children());
            again.snapshots().unprotect(SNAPSHOT);
            again.snapshots().remove(SNAPSHOT);
        }
        pool().removeImage(parent.name());
    }

    @Test
    void aFlattenedCloneOutlivesItsParent() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        Image child = cloneOf(parent);
        child.flatten();
        assertEquals(List.of(), parent.children());
        parent.snapshots().unprotect(SNAPSHOT);
        parent.snapshots().remove(SNAPSHOT);
        parent.close();
        pool().removeImage(parent.name());
        assertArrayEquals(Content.of(1, SIZE), Content.of(child));
    }

    @Test
    void aSnapshotKeepsItsParentWhenHeadIsFlattened() {
        Image parent = newImage(ImageShape.plain(SIZE));
        Image child = cloneOf(parent, ImageOptions.defaults().withFeatures(Feature.LAYERING));
        child.snapshots().create("mine");
        child.flatten();
        assertEquals(Optional.empty(), child.parent());
        assertEquals(1, parent.children().size());
        child.selectSnapshot("mine");
        assertEquals(SNAPSHOT, child.parent().orElseThrow().snapshot());
        assertEquals(SIZE, child.overlap());
        child.selectHead();
        child.snapshots().remove("mine");
        assertEquals(List.of(), parent.children());
    }

    @Test
    void aDeepFlattenCutsTheSnapshotsLooseToo() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        Image child = cloneOf(parent, ImageOptions.defaults().withFeatures(Feature.LAYERING, Feature.DEEP_FLATTEN));
        child.snapshots().create("mine");
        child.flatten();
        assertEquals(List.of(), parent.children());
        child.selectSnapshot("mine");
        assertEquals(Optional.empty(), child.parent());
        assertEquals(0, child.overlap());
        assertArrayEquals(Content.of(1, SIZE), Content.of(child));
    }

    @Test
    void aDiscardHidesTheParent() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        Image child = cloneOf(parent);
        child.discard(0, 4_096);
        child.discard(8_000, 192);
        byte[] expected = Content.of(1, SIZE);
        Arrays.fill(expected, 0, 4_096, (byte) 0);
        Arrays.fill(expected, 8_000, 8_192, (byte) 0);
        assertArrayEquals(expected, Content.of(child));
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "write whole objects", "discard", "discard whole objects", "shrink"})
    void whatTheSnapshotsOfACloneHaveOfTheParentOutlivesADeepFlatten(String change) {
        assertOutlivesADeepFlatten(Features.of(Feature.LAYERING, Feature.DEEP_FLATTEN), change);
        assertOutlivesADeepFlatten(new Features(61), change);
    }

    private void assertOutlivesADeepFlatten(Features features, String change) {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        Image child = cloneOf(parent, ImageOptions.defaults().withFeatures(features));
        child.snapshots().create("mine");
        switch (change) {
            case "write" -> child.write(100, Content.of(2, 10));
            case "write whole objects" -> child.write(0, Content.of(2, SIZE));
            case "discard" -> child.discard(4_000, 96);
            case "discard whole objects" -> child.discard(0, SIZE);
            default -> child.resize(100);
        }
        byte[] changed = Content.of(child);
        child.flatten();
        assertArrayEquals(changed, Content.of(child), "HEAD");
        child.selectSnapshot("mine");
        assertArrayEquals(Content.of(1, SIZE), Content.of(child), "the snapshot");
    }

    @Test
    void eachVersionOfACloneHasItsOwnOverlap() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        Image child = cloneOf(parent);
        child.resize(5_000);
        child.snapshots().create("half");
        child.resize(100);
        assertEquals(100, child.overlap());
        child.selectSnapshot("half");
        assertEquals(5_000, child.overlap());
        child.selectHead();
        child.snapshots().rollback("half");
        assertEquals(5_000, child.size());
        assertEquals(100, child.overlap(), "a rollback copies the bytes and restores no overlap");
        assertArrayEquals(Arrays.copyOf(Content.of(1, SIZE), 5_000), Content.of(child));
    }

    @Test
    void aCloneShrunkToNothingHasNoParentButStaysAChildUntilItIsFlattened() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        Image child = cloneOf(parent);
        child.resize(0);
        assertEquals(Optional.empty(), child.parent());
        assertEquals(0, child.overlap());
        child.resize(SIZE);
        assertEquals(Optional.empty(), child.parent());
        assertEquals(1, parent.children().size());
        child.flatten();
        assertEquals(List.of(), parent.children());
        child.flatten();
        assertArrayEquals(new byte[SIZE], Content.of(child));
    }

    @Test
    void flatteningWhatCannotBeFlattened() {
        Image parent = newImage(ImageShape.plain(SIZE));
        Image child = cloneOf(parent);
        assertThrowsExactly(InvalidArgumentException.class, parent::flatten);
        parent.selectSnapshot(SNAPSHOT);
        assertThrowsExactly(InvalidArgumentException.class, parent::flatten, "no parent comes before the snapshot");
        child.snapshots().create("mine");
        child.selectSnapshot("mine");
        assertThrowsExactly(ReadOnlyImageException.class, child::flatten);
        child.selectHead();
        try (Image reader =
                pool().openImage(child.name(), OpenOptions.defaults().withReadOnly())) {
            assertThrowsExactly(ReadOnlyImageException.class, reader::flatten);
        }
        try (Image reader =
                pool().openImage(parent.name(), OpenOptions.defaults().withReadOnly())) {
            assertThrowsExactly(ReadOnlyImageException.class, reader::flatten);
        }
        child.flatten();
        assertThrowsExactly(InvalidArgumentException.class, child::flatten);
    }

    @Test
    void whatCannotBeCloned() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.snapshots().create("unprotected");
        parent.resize(0);
        parent.snapshots().create("empty");
        parent.snapshots().protect("empty");
        Image withoutLayering = newImage(ImageShape.plain(SIZE).withFeatures(Features.NONE));
        withoutLayering.snapshots().create(SNAPSHOT);
        String taken = withoutLayering.name();
        String name = parent.name();

        assertRefused(ImageNotFoundException.class, () -> clone("none", SNAPSHOT, "child"));
        assertRefused(ImageNotFoundException.class, () -> clone(name, "none", "child"));
        assertRefused(InvalidArgumentException.class, () -> clone(name, "unprotected", "child"));
        assertRefused(InvalidArgumentException.class, () -> clone(name, "unprotected", taken));
        assertRefused(InvalidArgumentException.class, () -> clone(name, "empty", "child"));
        assertRefused(ImageExistsException.class, () -> clone(name, "empty", taken));
        assertRefused(ImageExistsException.class, () -> clone(name, "empty", name));
        assertRefused(FunctionNotSupportedException.class, () -> clone(withoutLayering.name(), SNAPSHOT, "child"));
        assertRefused(InvalidArgumentException.class, () -> clone(name, "", "child"));
        assertEquals(List.of(), parent.children());
        assertEquals(2, pool().listImages().size());
    }

    @Test
    void namesThatAreRefused() {
        Image parent = newImage(ImageShape.plain(SIZE));
        protectedSnapshotOf(parent);
        String name = parent.name();
        assertRefused(InvalidArgumentException.class, () -> clone(name, SNAPSHOT, ""));
        assertRefused(InvalidArgumentException.class, () -> clone(name, SNAPSHOT, "a\0b"));
        assertRefused(InvalidArgumentException.class, () -> clone("a\0b", SNAPSHOT, "child"));
        assertRefused(InvalidArgumentException.class, () -> clone(name, "a\0b", "child"));
        RbdException tooLong = assertThrowsExactly(RbdException.class, () -> clone(name, SNAPSHOT, "x".repeat(2042)));
        assertEquals(Errno.ENAMETOOLONG, tooLong.errno());
        assertThrows(NullPointerException.class, () -> clone(null, SNAPSHOT, "child"));
        assertThrows(NullPointerException.class, () -> clone(name, null, "child"));
        assertThrows(NullPointerException.class, () -> clone(name, SNAPSHOT, null));
        assertThrows(NullPointerException.class, () -> pool().cloneImage(name, SNAPSHOT, null, "child"));
        assertEquals(List.of(name), pool().listImages());
    }

    @Test
    void aPoolOfAnotherConnectionIsRefused() {
        Image parent = newImage(ImageShape.plain(SIZE));
        protectedSnapshotOf(parent);
        Pool theirs = poolOf(newClient());
        assertRefused(
                InvalidArgumentException.class, () -> pool().cloneImage(parent.name(), SNAPSHOT, theirs, "child"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 4, 8, 1 | 1L << 12, 1L << 40})
    void featuresThatACloneDoesNotSupport(long features) {
        assertOptionsRefused(
                FunctionNotSupportedException.class, ImageOptions.defaults().withFeatures(new Features(features)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11, 26, -1})
    void anOrderOutOfRange(int order) {
        assertOptionsRefused(
                ArgumentOutOfRangeException.class, ImageOptions.defaults().withOrder(order));
    }

    @Test
    void anObjectMapWithoutALock() {
        Features mapWithoutLock = Features.of(Feature.LAYERING, Feature.OBJECT_MAP);
        assertOptionsRefused(
                InvalidArgumentException.class, ImageOptions.defaults().withFeatures(mapWithoutLock));
    }

    @Test
    void aStripeUnitThatDoesNotDivideTheObject() {
        assertOptionsRefused(
                InvalidArgumentException.class, ImageOptions.defaults().withStriping(1000, 2));
    }

    private void assertOptionsRefused(Class<? extends RbdException> type, ImageOptions options) {
        Image parent = newImage(ImageShape.plain(SIZE));
        protectedSnapshotOf(parent);
        assertRefused(type, () -> pool().cloneImage(parent.name(), SNAPSHOT, pool(), "child", options));
        assertEquals(List.of(), parent.children());
        assertEquals(List.of(parent.name()), pool().listImages());
    }

    @Test
    void aChildOfAnotherClientIsSeen() {
        Image parent = newImage(ImageShape.plain(SIZE));
        protectedSnapshotOf(parent);
        Pool theirs = poolOf(newClient(Map.of()));
        theirs.cloneImage(parent.name(), SNAPSHOT, theirs, "child");
        assertEquals(
                List.of(pool().name() + "/child"),
                parent.children().stream().map(ImageSpec::toString).toList());
        assertThrowsExactly(ImageBusyException.class, () -> parent.snapshots().unprotect(SNAPSHOT));
    }

    private Image cloneOf(Image parent) {
        return cloneOf(parent, ImageOptions.defaults());
    }

    private Image cloneOf(Image parent, ImageOptions options) {
        protectedSnapshotOf(parent);
        String child = freshName();
        pool().cloneImage(parent.name(), SNAPSHOT, pool(), child, options);
        return pool().openImage(child);
    }

    private static void protectedSnapshotOf(Image parent) {
        parent.snapshots().create(SNAPSHOT);
        parent.snapshots().protect(SNAPSHOT);
    }

    private void clone(String parent, String snapshot, String child) {
        pool().cloneImage(parent, snapshot, pool(), child);
    }

    private static void assertRefused(Class<? extends RbdException> type, Executable call) {
        assertThrowsExactly(type, call);
    }
}
