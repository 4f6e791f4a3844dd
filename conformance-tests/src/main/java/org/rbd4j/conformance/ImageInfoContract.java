package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.rbd4j.DiffRange;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageStat;
import org.rbd4j.OpenOptions;
import org.rbd4j.RbdException;
import org.rbd4j.ReadOnlyImageException;

/** What an image tells about itself is what was asked for at its creation, as far as librbd grants it, and what became of it. */
public abstract class ImageInfoContract extends Contract {
    /** Used by the subclasses alone. */
    protected ImageInfoContract() {}

    @Property(tries = 40)
    void anImageIsWhatWasAskedFor(@ForAll(supplier = ImageShapes.class) ImageShape shape) {
        try (Image image = newImage(shape)) {
            ImageStat stat = image.stat();
            assertEquals(shape.sizeInBytes(), image.size());
            assertEquals(shape.sizeInBytes(), stat.sizeInBytes());
            assertEquals(shape.order(), stat.order());
            assertEquals(1L << shape.order(), stat.objectSizeInBytes());
            assertEquals(objectsOf(shape), stat.objectCount());
            assertEquals(shape.stripeUnitInBytes(), image.stripeUnit());
            assertEquals(shape.stripeCount(), image.stripeCount());
            assertEquals(Optional.empty(), image.parent());
            assertEquals(0, image.overlap());
            assertEquals(List.of(), image.children());
            assertEquals(List.of(), image.snapshots().list());
        }
    }

    @Property(tries = 40)
    void aFailedCallLeavesNoTrace(@ForAll(supplier = Histories.class) History history, @ForAll FailingCall failing) {
        try (Image image = newImage(history.shape().withFeatures(Features.NONE))) {
            byte[] base = history.begin(image);
            image.snapshots().create(FailingCall.SNAPSHOT);
            history.goOn(image, base);
            List<Object> before = allThatCanBeSeen(image);
            assertThrows(RbdException.class, () -> failing.makeOn(pool(), image));
            assertEquals(before, allThatCanBeSeen(image), failing::toString);
        }
    }

    private List<Object> allThatCanBeSeen(Image image) {
        List<Object> seen = new ArrayList<>(List.of(
                pool().listImages(),
                image.stat(),
                image.features(),
                image.flags(),
                image.snapshots().list(),
                image.snapshots().isProtected(FailingCall.SNAPSHOT),
                image.children(),
                image.locks().list(),
                ByteBuffer.wrap(Content.of(image))));
        if (image.size() > 0) {
            image.diff(DiffRange.sinceBeginning(), seen::add);
            image.diff(DiffRange.since(FailingCall.SNAPSHOT), seen::add);
        }
        return seen;
    }

    /** The last stripe period has as many objects as its stripe units reach. */
    private static long objectsOf(ImageShape shape) {
        long period = shape.objectSizeInBytes() * shape.stripeCount();
        long rest = shape.sizeInBytes() % period;
        long units = (rest + shape.stripeUnitInBytes() - 1) / shape.stripeUnitInBytes();
        return shape.sizeInBytes() / period * shape.stripeCount() + Math.min(units, shape.stripeCount());
    }

    @Test
    void blockNamePrefixesAreUniqueAndStay() {
        Image one = newImage(ImageShape.plain(10));
        Image other = newImage(ImageShape.plain(10));
        String prefix = one.stat().blockNamePrefix();
        assertNotEquals(prefix, other.stat().blockNamePrefix());
        one.resize(10_000);
        assertEquals(prefix, one.stat().blockNamePrefix());
        assertEquals("rbd_data.", prefix.substring(0, 9));
    }

    @Test
    void anOpenHandleSeesWhatAnotherClientDid() {
        Image mine = newImage(ImageShape.plain(10_000));
        try (Image theirs = poolOf(newClient()).openImage(mine.name())) {
            theirs.resize(20_000);
            assertEquals(20_000, mine.size());
            theirs.snapshots().create("snapshot");
            assertEquals("snapshot", mine.snapshots().list().get(0).name());
            mine.resize(5_000);
            assertEquals(5_000, theirs.size());
        }
    }

    @Test
    void aReadOnlyHandleSeesLaterBytesButNeitherSizesNorSnapshots() {
        Image writer = newImage(ImageShape.plain(10_000));
        try (Image reader = poolOf(newClient())
                .openImage(writer.name(), OpenOptions.defaults().withReadOnly())) {
            writer.write(0, Content.filled(10_000, 1));
            assertEquals(1, reader.read(0, 1)[0]);
            writer.resize(20_000);
            writer.snapshots().create("snapshot");
            assertEquals(10_000, reader.size());
            assertEquals(List.of(), reader.snapshots().list());
            assertThrowsExactly(ImageNotFoundException.class, () -> reader.selectSnapshot("snapshot"));
            writer.resize(5_000);
            assertEquals(10_000, reader.read(0, 20_000).length);
        }
    }

    @Test
    void aReadOnlyHandleChangesNothing() {
        Image writer = newImage(ImageShape.plain(10_000));
        writer.snapshots().create("snapshot");
        try (Image reader =
                pool().openImage(writer.name(), OpenOptions.defaults().withReadOnly())) {
            assertThrowsExactly(ReadOnlyImageException.class, () -> reader.resize(5));
            assertThrowsExactly(
                    ReadOnlyImageException.class, () -> reader.snapshots().create("snapshot"), "before it is taken");
            assertThrowsExactly(
                    ReadOnlyImageException.class, () -> reader.snapshots().remove("snapshot"));
            assertThrowsExactly(
                    ImageNotFoundException.class,
                    () -> reader.snapshots().remove("none"),
                    "yet what is not there first");
            assertThrowsExactly(
                    ReadOnlyImageException.class, () -> reader.snapshots().rename("none", "another"));
            assertThrowsExactly(
                    ReadOnlyImageException.class, () -> reader.snapshots().protect("none"));
            assertThrowsExactly(
                    ReadOnlyImageException.class, () -> reader.snapshots().unprotect("none"));
            assertThrowsExactly(
                    ReadOnlyImageException.class, () -> reader.snapshots().rollback("none"));
            assertThrowsExactly(ReadOnlyImageException.class, reader::flatten);
            assertThrowsExactly(
                    ReadOnlyImageException.class, () -> reader.resize(10_000), "even to the size that it has");
            reader.flush();
            reader.selectSnapshot("snapshot");
            assertEquals(false, reader.snapshots().isProtected("snapshot"));
        }
    }

    @Test
    void anImageIsOpenedAtASnapshot() {
        Image writer = newImage(ImageShape.plain(10_000));
        writer.snapshots().create("snapshot");
        writer.resize(20_000);
        OpenOptions atSnapshot = OpenOptions.defaults().withSnapshot("snapshot");
        try (Image image = pool().openImage(writer.name(), atSnapshot)) {
            assertEquals(10_000, image.size());
            image.selectHead();
            assertEquals(20_000, image.size());
            image.write(19_999, new byte[1]);
        }
        assertThrowsExactly(
                ImageNotFoundException.class,
                () -> pool().openImage(writer.name(), OpenOptions.defaults().withSnapshot("none")));
        assertThrows(NullPointerException.class, () -> OpenOptions.defaults().withSnapshot(null));
    }

    /** Whatever is done to it, and whatever is selected; a clone and a copy are images of their own. */
    @Test
    void anImageIsCreatedOnce() {
        Image image = newImage(ImageShape.plain(10_000));
        Instant created = image.createdAt();
        image.write(0, new byte[1]);
        image.snapshots().create("snapshot");
        image.resize(20_000);
        pool().renameImage(image.name(), "renamed");
        Image reader = pool().openImage("renamed", OpenOptions.defaults().withReadOnly());
        assertEquals(created, reader.createdAt());
        image.selectSnapshot("snapshot");
        assertEquals(created, image.createdAt());
        image.copy(pool(), "copy");
        Instant copied = pool().openImage("copy").createdAt();
        assertFalse(copied.isBefore(created), () -> "a copy of " + copied + ", the image is of " + created);
    }
}
