package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.Features;
import org.rbd4j.FunctionNotSupportedException;
import org.rbd4j.Image;
import org.rbd4j.ImageBusyException;
import org.rbd4j.ImageExistsException;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.ReadOnlyImageException;
import org.rbd4j.Snapshot;
import org.rbd4j.Snapshots;

/** A snapshot never changes, whatever is done to HEAD and to the other snapshots. */
public abstract class SnapshotsContract extends Contract {
    private static final int SIZE = 10_000;
    private static final int LARGE = 50_000;

    /** Used by the subclasses alone. */
    protected SnapshotsContract() {}

    @Property(tries = 30)
    void aSnapshotNeverChanges(@ForAll(supplier = Histories.class) History history) {
        try (Image image = newImage(history.shape())) {
            byte[] begun = history.begin(image);
            image.snapshots().create("snapshot");
            byte[] done = history.goOn(image, begun);
            assertArrayEquals(done, Content.of(image), "HEAD");
            image.selectSnapshot("snapshot");
            assertArrayEquals(begun, Content.of(image), "the snapshot");
            assertEquals(begun.length, image.stat().sizeInBytes());
            image.selectHead();
            assertArrayEquals(done, Content.of(image), "HEAD again");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5_000, 8_192, 40_000})
    void whatWasWrittenAtOnceIsKeptWhereAPartOfItIsOverwritten(int offset) {
        byte[] written = Content.of(1, LARGE);
        byte[] part = Content.of(2, 4_096);
        byte[] overwritten = written.clone();
        System.arraycopy(part, 0, overwritten, offset, part.length);
        try (Image image = newImage(new ImageShape(LARGE, 16, 1 << 16, 1, Features.NONE))) {
            image.write(0, written);
            image.snapshots().create("snapshot");
            image.write(offset, part);
            assertArrayEquals(overwritten, Content.of(image), "HEAD");
            image.selectSnapshot("snapshot");
            assertArrayEquals(written, Content.of(image), "the snapshot");
        }
    }

    @Property(tries = 15)
    void removingASnapshotChangesNoOtherVersion(
            @ForAll(supplier = Histories.class) History history,
            @ForAll(supplier = Histories.class) History more,
            @ForAll boolean first) {
        try (Image image = newImage(history.shape())) {
            byte[] one = history.begin(image);
            image.snapshots().create("one");
            byte[] two = history.goOn(image, one);
            image.snapshots().create("two");
            byte[] head = more.goOn(image, two);
            image.snapshots().remove(first ? "one" : "two");
            assertArrayEquals(head, Content.of(image), "HEAD");
            image.selectSnapshot(first ? "two" : "one");
            assertArrayEquals(first ? two : one, Content.of(image), "the other snapshot");
        }
    }

    @Property(tries = 20)
    void aRollbackMakesHeadTheSnapshot(@ForAll(supplier = Histories.class) History history) {
        try (Image image = newImage(history.shape())) {
            byte[] begun = history.begin(image);
            image.snapshots().create("snapshot");
            byte[] done = history.goOn(image, begun);
            image.snapshots().create("later");
            image.snapshots().rollback("snapshot");
            assertArrayEquals(begun, Content.of(image), "HEAD");
            image.selectSnapshot("later");
            assertArrayEquals(done, Content.of(image), "a later snapshot");
            image.selectHead();
            assertArrayEquals(history.goOn(image, begun), Content.of(image), "HEAD goes on from there");
            image.selectSnapshot("snapshot");
            assertArrayEquals(begun, Content.of(image), "the snapshot");
        }
    }

    @Property(tries = 10)
    void snapshotsAreListedInTheOrderOfTheirIds(@ForAll @Size(max = 6) List<Boolean> removals) {
        try (Image image = newImage(ImageShape.plain(SIZE))) {
            List<String> expected = new ArrayList<>();
            for (boolean removal : removals) {
                String name = freshName();
                image.snapshots().create(name);
                expected.add(name);
                if (removal) {
                    image.snapshots().remove(expected.remove(0));
                }
            }
            List<Snapshot> listed = image.snapshots().list();
            assertEquals(expected, listed.stream().map(Snapshot::name).toList());
            for (int i = 1; i < listed.size(); i++) {
                assertTrue(listed.get(i - 1).id() < listed.get(i).id());
            }
            assertThrows(UnsupportedOperationException.class, listed::clear);
        }
    }

    @Property(tries = 15)
    void anyNameNamesASnapshot(@ForAll(supplier = Names.class) String name) {
        try (Image image = newImage(ImageShape.plain(SIZE))) {
            image.snapshots().create(name);
            assertEquals(name, image.snapshots().list().get(0).name());
            image.selectSnapshot(name);
            image.selectHead();
            image.snapshots().rename(name, name + "2");
            image.snapshots().rollback(name + "2");
            image.snapshots().remove(name + "2");
            assertEquals(List.of(), image.snapshots().list());
        }
    }

    @Test
    void aSnapshotTellsTheSizeThatTheImageHad() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.snapshots().create("small");
        image.resize(3 * SIZE);
        image.snapshots().create("large");
        image.resize(0);
        image.snapshots().create("empty");
        assertEquals(
                List.of((long) SIZE, 3L * SIZE, 0L),
                image.snapshots().list().stream().map(Snapshot::sizeInBytes).toList());
        image.selectSnapshot("large");
        assertEquals(3 * SIZE, image.size());
        image.snapshots().list().forEach(snapshot -> image.snapshots().remove(snapshot.name()));
    }

    @Test
    void aNameThatIsTaken() {
        Snapshots snapshots = newImage(ImageShape.plain(SIZE)).snapshots();
        snapshots.create("a");
        snapshots.create("b");
        assertThrowsExactly(ImageExistsException.class, () -> snapshots.create("a"));
        assertThrowsExactly(ImageExistsException.class, () -> snapshots.rename("a", "b"));
        assertThrowsExactly(ImageExistsException.class, () -> snapshots.rename("a", "a"));
        assertEquals(
                List.of("a", "b"), snapshots.list().stream().map(Snapshot::name).toList());
    }

    @Test
    void aSnapshotThatIsNotThere() {
        Image image = newImage(ImageShape.plain(SIZE));
        Snapshots snapshots = image.snapshots();
        snapshots.create("a");
        assertNotFound(() -> snapshots.remove("none"));
        assertNotFound(() -> snapshots.rename("none", "another"));
        assertNotFound(() -> snapshots.rename("none", "a"));
        assertNotFound(() -> snapshots.rename("none", "none"));
        assertNotFound(() -> snapshots.protect("none"));
        assertNotFound(() -> snapshots.unprotect("none"));
        assertNotFound(() -> snapshots.isProtected("none"));
        assertNotFound(() -> snapshots.rollback("none"));
        assertNotFound(() -> image.selectSnapshot("none"));
        assertEquals(SIZE, image.size(), "HEAD stays selected");
        image.write(0, new byte[1]);
    }

    private static void assertNotFound(Executable call) {
        assertThrowsExactly(ImageNotFoundException.class, call);
    }

    @Test
    void theEmptyNameIsASnapshotsNameButCannotBeSelected() {
        Image image = newImage(ImageShape.plain(SIZE));
        Snapshots snapshots = image.snapshots();
        image.write(0, Content.filled(SIZE, 1));
        snapshots.create("");
        image.write(0, Content.filled(SIZE, 2));
        assertThrowsExactly(ImageExistsException.class, () -> snapshots.create(""));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.selectSnapshot(""));
        snapshots.protect("");
        assertTrue(snapshots.isProtected(""));
        snapshots.unprotect("");
        snapshots.rollback("");
        assertArrayEquals(Content.filled(SIZE, 1), Content.of(image));
        snapshots.rename("", "a");
        snapshots.rename("a", "");
        assertEquals("", snapshots.list().get(0).name());
        snapshots.remove("");
        assertNotFound(() -> snapshots.remove(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {2042, 100_000})
    void aNameMayBeLong(int length) {
        Image image = newImage(ImageShape.plain(SIZE));
        String name = "x".repeat(length);
        image.snapshots().create(name);
        assertEquals(name, image.snapshots().list().get(0).name());
        image.selectSnapshot(name);
        image.snapshots().remove(name);
        assertEquals(List.of(), image.snapshots().list());
    }

    @Test
    void aNulIsRefused() {
        Image image = newImage(ImageShape.plain(SIZE));
        Snapshots snapshots = image.snapshots();
        snapshots.create("a");
        for (Executable call : List.<Executable>of(
                () -> snapshots.create("a\0b"),
                () -> snapshots.remove("a\0b"),
                () -> snapshots.rename("a\0b", "c"),
                () -> snapshots.rename("a", "a\0b"),
                () -> snapshots.protect("a\0b"),
                () -> snapshots.unprotect("a\0b"),
                () -> snapshots.isProtected("a\0b"),
                () -> snapshots.rollback("a\0b"),
                () -> image.selectSnapshot("a\0b"))) {
            assertThrowsExactly(InvalidArgumentException.class, call);
        }
        assertEquals(List.of("a"), snapshots.list().stream().map(Snapshot::name).toList());
    }

    @Test
    void nullIsNoName() {
        Image image = newImage(ImageShape.plain(SIZE));
        Snapshots snapshots = image.snapshots();
        snapshots.create("a");
        for (Executable call : List.<Executable>of(
                () -> snapshots.create(null),
                () -> snapshots.remove(null),
                () -> snapshots.rename(null, "c"),
                () -> snapshots.rename("a", null),
                () -> snapshots.protect(null),
                () -> snapshots.unprotect(null),
                () -> snapshots.isProtected(null),
                () -> snapshots.rollback(null),
                () -> image.selectSnapshot(null))) {
            assertThrows(NullPointerException.class, call);
        }
        assertEquals(List.of("a"), snapshots.list().stream().map(Snapshot::name).toList());
    }

    @Test
    void aProtectedSnapshotIsKept() {
        Image image = newImage(ImageShape.plain(SIZE));
        Snapshots snapshots = image.snapshots();
        snapshots.create("a");
        assertFalse(snapshots.isProtected("a"));
        assertThrowsExactly(InvalidArgumentException.class, () -> snapshots.unprotect("a"));
        snapshots.protect("a");
        assertTrue(snapshots.isProtected("a"));
        assertThrowsExactly(ImageBusyException.class, () -> snapshots.protect("a"));
        assertThrowsExactly(ImageBusyException.class, () -> snapshots.remove("a"));
        snapshots.rename("a", "b");
        assertTrue(snapshots.isProtected("b"));
        snapshots.rollback("b");
        snapshots.unprotect("b");
        assertFalse(snapshots.isProtected("b"));
        snapshots.remove("b");
    }

    @Test
    void withoutLayeringNothingIsProtected() {
        Snapshots snapshots =
                newImage(ImageShape.plain(SIZE).withFeatures(Features.NONE)).snapshots();
        snapshots.create("a");
        assertThrowsExactly(FunctionNotSupportedException.class, () -> snapshots.protect("a"));
        assertThrowsExactly(FunctionNotSupportedException.class, () -> snapshots.protect("none"));
        assertThrowsExactly(InvalidArgumentException.class, () -> snapshots.unprotect("a"));
        assertNotFound(() -> snapshots.unprotect("none"));
        assertFalse(snapshots.isProtected("a"));
    }

    @Test
    void whileASnapshotIsSelectedTheOthersCanBeManagedButNotHead() {
        Image image = newImage(ImageShape.plain(SIZE));
        Snapshots snapshots = image.snapshots();
        snapshots.create("a");
        image.resize(2 * SIZE);
        image.selectSnapshot("a");
        snapshots.create("b");
        assertEquals(2 * SIZE, snapshots.list().get(1).sizeInBytes(), "a snapshot is taken of HEAD");
        snapshots.rename("b", "c");
        snapshots.protect("c");
        snapshots.unprotect("c");
        snapshots.remove("c");
        assertThrowsExactly(ReadOnlyImageException.class, () -> snapshots.rollback("a"));
        assertThrowsExactly(ReadOnlyImageException.class, () -> snapshots.rollback("none"));
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.resize(2 * SIZE));
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.resize(SIZE), "even to the size that it has");
        image.selectHead();
        assertEquals(2 * SIZE, image.size());
        image.selectHead();
    }

    @Test
    void theSelectedSnapshotMayBeRenamed() {
        Image image = newImage(ImageShape.plain(SIZE));
        Snapshots snapshots = image.snapshots();
        image.write(0, Content.of(1, SIZE));
        snapshots.create("a");
        image.selectSnapshot("a");
        try (Image other = poolOf(newClient()).openImage(image.name())) {
            other.snapshots().rename("a", "b");
        }
        assertEquals(SIZE, image.size());
        assertArrayEquals(Content.of(1, SIZE), Content.of(image));
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.write(0, new byte[1]));
        assertNotFound(() -> snapshots.rollback("b"));
        image.selectSnapshot("b");
        assertThrowsExactly(ReadOnlyImageException.class, () -> snapshots.rollback("b"));
    }

    @Test
    void theSelectedSnapshotMayBeRemoved() {
        Image image = newImage(ImageShape.plain(SIZE));
        Snapshots snapshots = image.snapshots();
        snapshots.create("a");
        snapshots.create("b");
        image.selectSnapshot("a");
        try (Image other = poolOf(newClient()).openImage(image.name())) {
            other.snapshots().remove("a");
        }
        assertEquals(0, image.size());
        assertEquals(0, image.stat().objectCount());
        for (int length : new int[] {0, 1}) {
            assertNotFound(() -> image.read(0, ByteBuffer.allocate(length)));
            assertNotFound(() -> image.write(0, new byte[length]));
            assertNotFound(() -> image.discard(0, length));
        }
        assertThrowsExactly(InvalidArgumentException.class, () -> image.discard(0, 1L << 31));
        assertNotFound(image::overlap);
        assertEquals(Optional.empty(), image.parent());
        assertEquals(List.of(), image.children());
        assertNotFound(() -> snapshots.rollback("b"));
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.resize(SIZE));
        image.flush();
        snapshots.create("c");
        snapshots.remove("c");
        assertEquals(1, snapshots.list().size());
        image.selectHead();
        image.write(0, Content.of(1, SIZE));
        assertArrayEquals(Content.of(1, SIZE), Content.of(image));
    }
}
