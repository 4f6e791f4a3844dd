package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.ArgumentOutOfRangeException;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.FunctionNotSupportedException;
import org.rbd4j.Image;
import org.rbd4j.ImageExistsException;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageOptions;
import org.rbd4j.ImageStat;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;
import org.rbd4j.ReadOnlyImageException;

/** What an image tells about itself is what was asked for at its creation, as far as librbd grants it, and what became of it. */
public abstract class ImageInfoContract extends Contract {
    private static final long EXBIBYTE = 1L << 60;
    private static final long MOST_OBJECTS_OF_A_MAP = 256_000_000;

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
    void whatIsNotAskedForIsTheClustersDefault() {
        Pool pool = poolOf(newClient(Map.of("rbd_default_features", "5", "rbd_default_order", "13")));
        pool.createImage("image", 10);
        try (Image image = pool.openImage("image")) {
            assertEquals(13, image.stat().order());
            assertEquals(Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK), image.features());
        }
    }

    @Test
    void cephsOwnDefaults() {
        pool().createImage("image", 10);
        try (Image image = pool().openImage("image")) {
            assertEquals(22, image.stat().order());
            assertEquals(new Features(61), image.features());
            assertEquals(1 << 22, image.stripeUnit());
            assertEquals(1, image.stripeCount());
        }
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

    @ParameterizedTest
    @ValueSource(ints = {1, 11, 26, 63, 64, 255, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anOrderOutOfRange(int order) {
        ImageOptions options = ImageOptions.defaults().withOrder(order);
        assertThrowsExactly(ArgumentOutOfRangeException.class, () -> pool().createImage("image", 10, options));
        assertEquals(List.of(), pool().listImages());
    }

    @ParameterizedTest
    @CsvSource({"0, 22", "12, 12", "25, 25"})
    void anOrderInRange(int asked, int granted) {
        pool().createImage("image", 10, ImageOptions.defaults().withOrder(asked));
        try (Image image = pool().openImage("image")) {
            assertEquals(granted, image.stat().order());
        }
    }

    @Test
    void aTakenNameIsJudgedBeforeTheOrderAndTheOrderBeforeTheName() {
        ImageOptions bad = ImageOptions.defaults().withOrder(99);
        pool().createImage("image", 10);
        assertThrowsExactly(ImageExistsException.class, () -> pool().createImage("image", 10, bad));
    }

    @Test
    void everyCombinationOfFeatures() {
        for (long bits = 0; bits < Feature.JOURNALING.bit(); bits++) {
            Features asked = new Features(bits);
            ImageOptions options = ImageOptions.defaults().withOrder(12).withFeatures(asked);
            String name = freshName();
            if (asked.contains(Feature.OBJECT_MAP) && !asked.contains(Feature.EXCLUSIVE_LOCK)) {
                assertThrowsExactly(InvalidArgumentException.class, () -> pool().createImage(name, 10, options));
            } else {
                pool().createImage(name, 10, options);
                try (Image image = pool().openImage(name)) {
                    assertEquals(granted(asked), image.features(), () -> "asked for " + asked);
                }
            }
        }
    }

    private static Features granted(Features asked) {
        Features granted = asked.without(Feature.STRIPING);
        return asked.contains(Feature.OBJECT_MAP)
                ? granted.with(Feature.FAST_DIFF)
                : granted.without(Feature.FAST_DIFF);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 12, 1L << 40, 1L << 62, Long.MIN_VALUE, -1})
    void aFeatureThatNobodyKnows(long bits) {
        ImageOptions options = ImageOptions.defaults().withFeatures(new Features(bits));
        assertThrowsExactly(FunctionNotSupportedException.class, () -> pool().createImage("image", 10, options));
        assertEquals(List.of(), pool().listImages());
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 1, 1L << 7, 1L << 8, 1L << 9, 1L << 10, 1L << 11})
    void aFeatureThatLibrbdSetsByItselfIsDropped(long bit) {
        pool().createImage("image", 10, ImageOptions.defaults().withFeatures(new Features(1 | bit)));
        try (Image image = pool().openImage("image")) {
            assertEquals(Features.of(Feature.LAYERING), image.features());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 0",
        "0, 4",
        "1000, 2",
        "256, 2",
        "8388608, 2",
        "4194304, 0",
        "-512, 2",
        "512, -2",
        "1536, 2",
        "1024, 4294967296",
    })
    void aStripingThatIsRefused(long unit, long count) {
        ImageOptions options = ImageOptions.defaults().withOrder(22).withStriping(unit, count);
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().createImage("image", 10 << 20, options));
        assertEquals(List.of(), pool().listImages());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 4194304, 1, false",
        "4194304, 1, 4194304, 1, false",
        "512, 2, 512, 2, true",
        "4096, 1, 4096, 1, true",
        "4194304, 2, 4194304, 2, true",
        "512, 4294967295, 512, 4294967295, true",
    })
    void theStripingBitSetsItself(long unit, long count, long grantedUnit, long grantedCount, boolean bit) {
        ImageOptions options = ImageOptions.defaults()
                .withOrder(22)
                .withFeatures(Feature.LAYERING)
                .withStriping(unit, count);
        pool().createImage("image", 10 << 20, options);
        try (Image image = pool().openImage("image")) {
            assertEquals(grantedUnit, image.stripeUnit());
            assertEquals(grantedCount, image.stripeCount());
            assertEquals(bit, image.features().contains(Feature.STRIPING));
        }
    }

    @Test
    void anImageMayBeEmptyOrHuge() {
        ImageOptions options = ImageOptions.defaults().withFeatures(Feature.LAYERING);
        pool().createImage("empty", 0, options);
        pool().createImage("huge", EXBIBYTE, options);
        try (Image empty = pool().openImage("empty");
                Image huge = pool().openImage("huge")) {
            assertEquals(0, empty.size());
            assertEquals(0, empty.stat().objectCount());
            assertEquals(EXBIBYTE, huge.size());
            assertEquals(EXBIBYTE >> 22, huge.stat().objectCount());
            huge.write(EXBIBYTE - 10, Content.of(1, 10));
            assertArrayEquals(Content.of(1, 10), huge.read(EXBIBYTE - 10, 20));
        }
    }

    @Test
    void anObjectMapHasABound() {
        ImageOptions options = ImageOptions.defaults()
                .withOrder(12)
                .withFeatures(Feature.LAYERING, Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP);
        pool().createImage("image", MOST_OBJECTS_OF_A_MAP << 12, options);
        long tooLarge = (MOST_OBJECTS_OF_A_MAP << 12) + 1;
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().createImage("another", tooLarge, options));
        assertEquals(List.of("image"), pool().listImages());
    }

    @Test
    void anImageGrowsToTheBoundOfItsObjectMap() {
        Features features = Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP);
        Image image = newImage(ImageShape.plain(10_000).withFeatures(features));
        long largest = MOST_OBJECTS_OF_A_MAP * image.stat().objectSizeInBytes();
        assertThrowsExactly(InvalidArgumentException.class, () -> image.resize(largest + 1));
        assertEquals(10_000, image.size());
        image.resize(largest);
        assertEquals(largest, image.size());
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().createImage("image", -1));
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().createImage("image", Long.MIN_VALUE));
        assertEquals(List.of(), pool().listImages());
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
