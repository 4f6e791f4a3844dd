package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
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
import org.rbd4j.ParentSnapshot;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;
import org.rbd4j.Snapshot;

/** A clone is its parent's snapshot until it is written, and neither of them sees what is written to the other. */
public abstract class ClonesContract extends Contract {
    private static final int SIZE = 10_000;

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
        pool().cloneImage(parent.name(), SNAPSHOT, pool(), "one more");
        pool().removeImage("one more");
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
    void whatACloneLostWhenItWasShorterItsOwnClonesLack() {
        Image first = newImage(ImageShape.plain(SIZE));
        byte[] written = Content.of(1, SIZE);
        first.write(0, written);
        ImageOptions withObjectMap = ImageOptions.defaults()
                .withFeatures(Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP));
        Image middle = cloneOf(first, withObjectMap);
        middle.resize(6_000);
        middle.resize(SIZE);
        Image last = cloneOf(middle, withObjectMap);
        byte[] expected = Arrays.copyOf(Arrays.copyOf(written, 6_000), SIZE);
        for (int offset : List.of(0, 5_900, 8_100, 8_192, 9_000)) {
            byte[] read = new byte[SIZE - offset];
            Arrays.fill(read, (byte) 9);
            assertEquals(read.length, last.read(offset, ByteBuffer.wrap(read)));
            assertArrayEquals(Arrays.copyOfRange(expected, offset, SIZE), read, "from " + offset);
        }
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

        assertThrowsExactly(ImageNotFoundException.class, () -> clone("none", SNAPSHOT, "child"));
        assertThrowsExactly(ImageNotFoundException.class, () -> clone(name, "none", "child"));
        assertThrowsExactly(InvalidArgumentException.class, () -> clone(name, "unprotected", "child"));
        assertThrowsExactly(InvalidArgumentException.class, () -> clone(name, "unprotected", taken));
        assertThrowsExactly(InvalidArgumentException.class, () -> clone(name, "empty", "child"));
        assertThrowsExactly(ImageExistsException.class, () -> clone(name, "empty", taken));
        assertThrowsExactly(ImageExistsException.class, () -> clone(name, "empty", name));
        assertThrowsExactly(
                FunctionNotSupportedException.class, () -> clone(withoutLayering.name(), SNAPSHOT, "child"));
        assertThrowsExactly(InvalidArgumentException.class, () -> clone(name, "", "child"));
        assertEquals(List.of(), parent.children());
        assertEquals(2, pool().listImages().size());
    }

    @Test
    void namesThatAreRefused() {
        Image parent = newImage(ImageShape.plain(SIZE));
        protectedSnapshotOf(parent);
        String name = parent.name();
        assertThrowsExactly(InvalidArgumentException.class, () -> clone(name, SNAPSHOT, ""));
        assertThrowsExactly(InvalidArgumentException.class, () -> clone(name, SNAPSHOT, "a\0b"));
        assertThrowsExactly(InvalidArgumentException.class, () -> clone("a\0b", SNAPSHOT, "child"));
        assertThrowsExactly(InvalidArgumentException.class, () -> clone(name, "a\0b", "child"));
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
        assertThrowsExactly(
                InvalidArgumentException.class, () -> pool().cloneImage(parent.name(), SNAPSHOT, theirs, "child"));
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

    private void clone(String parent, String snapshot, String child) {
        pool().cloneImage(parent, snapshot, pool(), child);
    }
}
