package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.rbd4j.Errno;
import org.rbd4j.Image;
import org.rbd4j.ImageBusyException;
import org.rbd4j.ImageExistsException;
import org.rbd4j.ImageHasSnapshotsException;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageStat;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;

/** A pool is a directory: each name in it leads to one image, and renaming moves the image and nothing in it. */
public abstract class PoolContract extends Contract {
    private static final int LONGEST_NAME = 2041;

    /** Used by the subclasses alone. */
    protected PoolContract() {}

    @Property(tries = 40)
    void anyNameNamesAnImage(@ForAll(supplier = Names.class) String given) {
        String name = given + freshName();
        pool().createImage(name, 1);
        assertTrue(pool().listImages().contains(name));
        try (Image image = pool().openImage(name)) {
            assertEquals(name, image.name());
        }
        pool().removeImage(name);
        assertEquals(List.of(), pool().listImages());
    }

    @Test
    void imagesAreListedSorted() {
        List<String> names = List.of("b", "a", "Z", "\u00e4", "a/b", "a@b", "aa", "\ud83d\ude00", "\uffee");
        names.forEach(name -> pool().createImage(name, 1));
        List<String> listed = pool().listImages();
        assertEquals(names.stream().sorted().toList(), listed);
        assertEquals(listed, poolOf(newClient()).listImages());
        assertThrows(UnsupportedOperationException.class, () -> listed.add("another"));
    }

    private static byte[] utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aNameIsAtMost2041BytesLong() {
        String longest = "\u00e4".repeat(LONGEST_NAME / 2) + "x";
        assertEquals(LONGEST_NAME, utf8(longest).length);
        pool().createImage(longest, 1);
        assertEquals(List.of(longest), pool().listImages());
        String tooLong = longest + "x";
        assertTooLong(() -> pool().createImage(tooLong, 1));
        assertTooLong(() -> pool().openImage(tooLong));
        assertTooLong(() -> pool().removeImage(tooLong));
        assertTooLong(() -> pool().renameImage(longest, tooLong));
        assertTooLong(() -> pool().renameImage(tooLong, "short"));
        assertEquals(List.of(longest), pool().listImages());
        pool().renameImage(longest, "short");
        assertEquals(List.of("short"), pool().listImages());
    }

    private static void assertTooLong(Executable call) {
        assertEquals(
                Errno.ENAMETOOLONG,
                assertThrowsExactly(RbdException.class, call).errno());
    }

    @Test
    void noImageHasTheEmptyName() {
        pool().createImage("image", 1);
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().createImage("", 1));
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().renameImage("image", ""));
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().renameImage("", "another"));
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().openImage(""));
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().removeImage(""));
        assertEquals(List.of("image"), pool().listImages());
    }

    @Test
    void aNulIsRefused() {
        pool().createImage("image", 1);
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().createImage("a\0b", 1));
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().openImage("a\0b"));
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().renameImage("image", "a\0b"));
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().renameImage("a\0b", "another"));
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().removeImage("a\0b"));
        assertEquals(List.of("image"), pool().listImages());
    }

    @Test
    void nullIsNoName() {
        assertThrows(NullPointerException.class, () -> pool().createImage(null, 1));
        assertThrows(NullPointerException.class, () -> pool().createImage("image", 1, null));
        assertThrows(NullPointerException.class, () -> pool().openImage(null));
        assertThrows(NullPointerException.class, () -> pool().openImage("image", null));
        assertThrows(NullPointerException.class, () -> pool().renameImage(null, "image"));
        assertThrows(NullPointerException.class, () -> pool().renameImage("image", null));
        assertThrows(NullPointerException.class, () -> pool().removeImage(null));
        assertEquals(List.of(), pool().listImages());
    }

    @Test
    void aTakenNameIsRefusedAndItsImageStays() {
        pool().createImage("image", 10);
        assertThrowsExactly(ImageExistsException.class, () -> pool().createImage("image", 20));
        try (Image image = pool().openImage("image")) {
            assertEquals(10, image.size());
        }
    }

    @Test
    void thePoolsOfAClusterAreSeparate() {
        Pool other = newPool();
        pool().createImage("image", 10);
        assertEquals(List.of(), other.listImages());
        other.createImage("image", 20);
        other.removeImage("image");
        assertEquals(List.of("image"), pool().listImages());
    }

    @Property(tries = 15)
    void renamingKeepsAllButTheName(@ForAll(supplier = Histories.class) History history) {
        String from = freshName();
        String to = freshName();
        pool().createImage(from, history.shape().sizeInBytes(), history.shape().options());
        byte[] bytes;
        ImageStat stat;
        try (Image image = pool().openImage(from)) {
            bytes = history.begin(image);
            image.snapshots().create("snapshot");
            stat = image.stat();
        }
        pool().renameImage(from, to);
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().openImage(from));
        try (Image image = pool().openImage(to)) {
            assertEquals(stat, image.stat());
            assertArrayEquals(bytes, Content.of(image));
            assertEquals("snapshot", image.snapshots().list().get(0).name());
        }
    }

    @Test
    void anImageIsRenamedWhileItIsOpen() {
        Image image = newImage(ImageShape.plain(10_000));
        String old = image.name();
        poolOf(newClient()).renameImage(old, "renamed");
        assertEquals(old, image.name());
        image.write(0, Content.of(1, 10));
        image.resize(20_000);
        image.snapshots().create("snapshot");
        try (Image renamed = pool().openImage("renamed")) {
            assertEquals(20_000, renamed.size());
            assertArrayEquals(Content.of(1, 10), renamed.read(0, 10));
        }
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().removeImage(old));
    }

    @Test
    void renamingOntoANameThatIsTaken() {
        pool().createImage("a", 10);
        pool().createImage("b", 20);
        assertThrowsExactly(ImageExistsException.class, () -> pool().renameImage("a", "b"));
        assertThrowsExactly(ImageExistsException.class, () -> pool().renameImage("a", "a"));
        assertEquals(List.of("a", "b"), pool().listImages());
        try (Image a = pool().openImage("a");
                Image b = pool().openImage("b")) {
            assertEquals(10, a.size());
            assertEquals(20, b.size());
        }
    }

    @Test
    void whatIsNotThereIsJudgedBeforeItsNewName() {
        pool().createImage("a", 10);
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().renameImage("none", "another"));
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().renameImage("none", "a"));
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().renameImage("none", "none"));
    }

    @Test
    void whatIsNotThereCannotBeOpenedNorRemoved() {
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().openImage("none"));
        assertThrowsExactly(
                ImageNotFoundException.class,
                () -> pool().openImage("none", OpenOptions.defaults().withReadOnly()));
        assertThrowsExactly(ImageNotFoundException.class, () -> pool().removeImage("none"));
    }

    @Property(tries = 10)
    void aRemovedImageLeavesNothing(@ForAll(supplier = Histories.class) History history) {
        String name = freshName();
        pool().createImage(name, history.shape().sizeInBytes(), history.shape().options());
        try (Image image = pool().openImage(name)) {
            history.begin(image);
        }
        pool().removeImage(name);
        assertEquals(List.of(), pool().listImages());
        pool().createImage(name, history.shape().sizeInBytes(), history.shape().options());
        try (Image image = pool().openImage(name)) {
            assertArrayEquals(new byte[(int) history.shape().sizeInBytes()], Content.of(image));
            assertEquals(List.of(), image.snapshots().list());
        }
        pool().removeImage(name);
    }

    @Test
    void anImageWithSnapshotsIsNotRemoved() {
        Image image = newImage(ImageShape.plain(10_000));
        image.snapshots().create("snapshot");
        assertThrowsExactly(ImageHasSnapshotsException.class, () -> pool().removeImage(image.name()), "open");
        image.close();
        assertThrowsExactly(ImageHasSnapshotsException.class, () -> pool().removeImage(image.name()), "closed");
        try (Image again = pool().openImage(image.name())) {
            again.snapshots().remove("snapshot");
        }
        pool().removeImage(image.name());
        assertEquals(List.of(), pool().listImages());
    }

    @Test
    void anImageThatIsOpenForWritingIsNotRemoved() {
        Image image = newImage(ImageShape.plain(10_000));
        assertThrowsExactly(ImageBusyException.class, () -> pool().removeImage(image.name()), "by its own client");
        assertThrowsExactly(
                ImageBusyException.class, () -> poolOf(newClient()).removeImage(image.name()), "by another client");
        image.write(0, Content.of(1, 10_000));
        image.close();
        poolOf(newClient()).removeImage(image.name());
    }

    @Test
    void aReadOnlyHandleDoesNotKeepAnImageFromBeingRemoved() {
        Image writer = newImage(ImageShape.plain(10_000));
        writer.write(0, Content.of(1, 10_000));
        writer.close();
        try (Image reader =
                pool().openImage(writer.name(), OpenOptions.defaults().withReadOnly())) {
            pool().removeImage(writer.name());
            assertEquals(10_000, reader.size());
            assertArrayEquals(new byte[10_000], Content.of(reader));
            assertEquals(List.of(), reader.snapshots().list());
        }
    }
}
