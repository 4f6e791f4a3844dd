package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Pool;

/** A base and the diff to a target make the target, and a diff names nothing in an object that nobody touched. */
public abstract class DiffContract extends Contract {
    private static final int SIZE = 40_000;
    private static final DiffRange BEGINNING = DiffRange.sinceBeginning();

    /** Used by the subclasses alone. */
    protected DiffContract() {}

    @Property(tries = 40)
    void theBaseAndTheDiffMakeTheTarget(@ForAll(supplier = Histories.class) History history) {
        try (Image image = newImage(history.shape())) {
            byte[] base = history.begin(image);
            image.snapshots().create("base");
            byte[] target = history.goOn(image, base);
            assertArrayEquals(target, Replay.of(base, image, DiffRange.since("base")), "to HEAD");
            image.snapshots().create("target");
            history.goOn(image, target);
            image.selectSnapshot("target");
            assertArrayEquals(target, Replay.of(base, image, DiffRange.since("base")), "to a snapshot");
        }
    }

    @Property(tries = 25)
    void aSnapshotThatIsRemovedTakesNothingOutOfTheDiff(
            @ForAll(supplier = Histories.class) History history, @ForAll(supplier = Histories.class) History more) {
        try (Image image = newImage(history.shape())) {
            byte[] base = history.begin(image);
            image.snapshots().create("base");
            byte[] between = history.goOn(image, base);
            image.snapshots().create("between");
            byte[] target = more.goOn(image, between);
            image.snapshots().remove("between");
            assertArrayEquals(target, Replay.of(base, image, DiffRange.since("base")));
        }
    }

    @Property(tries = 25)
    void aRollbackIsAChange(
            @ForAll(supplier = Histories.class) History history, @ForAll(supplier = Histories.class) History more) {
        try (Image image = newImage(history.shape())) {
            byte[] base = history.begin(image);
            image.snapshots().create("base");
            byte[] later = history.goOn(image, base);
            image.snapshots().create("later");
            more.goOn(image, later);
            image.snapshots().rollback("base");
            assertArrayEquals(base, Replay.of(later, image, DiffRange.since("later")), "since the later snapshot");
            assertArrayEquals(base, Replay.of(base, image, DiffRange.since("base")), "since the snapshot itself");
        }
    }

    @Property(tries = 25)
    void theDiffFromTheBeginningMakesTheImage(@ForAll(supplier = Histories.class) History history) {
        try (Image image = newImage(history.shape())) {
            byte[] begun = history.begin(image);
            assertArrayEquals(begun, Replay.of(new byte[0], image, BEGINNING));
            image.snapshots().create("snapshot");
            byte[] done = history.goOn(image, begun);
            assertArrayEquals(done, Replay.of(new byte[0], image, BEGINNING), "HEAD after a snapshot");
            image.selectSnapshot("snapshot");
            assertArrayEquals(begun, Replay.of(new byte[0], image, BEGINNING), "the snapshot");
        }
    }

    @Property(tries = 15)
    void theDiffOfACloneWithItsParentMakesTheClone(@ForAll(supplier = Histories.class) History history) {
        try (Image parent = newImage(history.shape())) {
            byte[] begun = history.begin(parent);
            if (begun.length == 0) {
                return;
            }
            parent.snapshots().create("snapshot");
            parent.snapshots().protect("snapshot");
            String name = freshName();
            pool().cloneImage(parent.name(), "snapshot", pool(), name);
            try (Image child = pool().openImage(name)) {
                DiffRange byObject = BEGINNING.withParent(true).withWholeObject(true);
                assertArrayEquals(begun, Replay.of(new byte[0], child, BEGINNING.withParent(true)), "untouched");
                assertArrayEquals(begun, Replay.of(new byte[0], child, byObject), "untouched, by object");
                assertEquals(List.of(), extents(child, BEGINNING), "untouched, without the parent");
                child.snapshots().create("base");
                byte[] done = history.goOn(child, begun);
                assertArrayEquals(done, Replay.of(new byte[0], child, BEGINNING.withParent(true)), "written");
                assertArrayEquals(done, Replay.of(begun, child, DiffRange.since("base")), "since its snapshot");
            }
        }
    }

    private static List<DiffExtent> extents(Image image, DiffRange range) {
        List<DiffExtent> extents = new ArrayList<>();
        image.diff(range, extents::add);
        return extents;
    }

    @Property(tries = 25)
    void noExtentLiesInAnObjectThatNobodyTouched(@ForAll(supplier = Histories.class) History history) {
        ImageShape shape = unstriped(history.shape());
        try (Image image = newImage(shape)) {
            image.write(0, Content.of(1, (int) shape.sizeInBytes()));
            image.snapshots().create("base");
            BitSet touched = new BitSet();
            for (Edit edit : history.before()) {
                if (edit instanceof Edit.Write) {
                    byte[] marked = edit.applyTo(image, new byte[(int) shape.sizeInBytes()]);
                    for (int i = 0; i < marked.length; i++) {
                        if (marked[i] != 0) {
                            touched.set((int) (i / shape.objectSizeInBytes()));
                        }
                    }
                }
            }
            for (DiffExtent extent : extents(image, DiffRange.since("base"))) {
                assertTrue(touched.get((int) (extent.offset() / shape.objectSizeInBytes())), extent::toString);
                assertTrue(extent.exists(), extent::toString);
            }
        }
    }

    private static ImageShape unstriped(ImageShape shape) {
        return new ImageShape(shape.sizeInBytes(), shape.order(), 1L << shape.order(), 1, shape.features());
    }

    @Property(tries = 25)
    void theDiffOfAPartIsThatPartOfTheDiff(
            @ForAll(supplier = Histories.class) History history,
            @ForAll boolean beginning,
            @ForAll @LongRange(min = 0, max = Integer.MAX_VALUE) long at,
            @ForAll @LongRange(min = 1, max = 50_000) long length) {
        try (Image image = newImage(history.shape())) {
            byte[] base = history.begin(image);
            image.snapshots().create("base");
            byte[] target = history.goOn(image, base);
            if (target.length == 0) {
                return;
            }
            DiffRange whole = beginning ? BEGINNING : DiffRange.since("base");
            int from = (int) (at % target.length);
            int to = (int) Math.min(target.length, from + length);
            for (boolean exists : new boolean[] {true, false}) {
                BitSet expected = new BitSet();
                expected.set(from, to);
                expected.and(covered(image, whole, exists));
                assertEquals(expected, covered(image, whole.withPart(from, length), exists), "exists: " + exists);
            }
        }
    }

    /** The bytes that the extents cover; no byte is covered twice. */
    private static BitSet covered(Image image, DiffRange range, boolean exists) {
        BitSet all = new BitSet();
        BitSet wanted = new BitSet();
        for (DiffExtent extent : extents(image, range)) {
            int from = Math.toIntExact(extent.offset());
            int to = Math.toIntExact(extent.offset() + extent.length());
            assertTrue(from < to && to <= image.size(), extent::toString);
            assertTrue(all.get(from, to).isEmpty(), extent::toString);
            all.set(from, to);
            if (extent.exists() == exists) {
                wanted.set(from, to);
            }
        }
        return wanted;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hole", "cut", "cut and written behind", "shrunk and grown", "removed", "made anew"})
    void whateverBecomesOfAnObjectIsInTheDiff(String change) {
        Pool pool = poolOf(newClient(Map.of("rbd_discard_granularity_bytes", "4096")));
        Image image = newImage(pool, new ImageShape(SIZE, 14, 1 << 14, 1, new Features(1)));
        image.write(0, Content.of(1, SIZE));
        image.snapshots().create("base");
        switch (change) {
            case "hole" -> image.discard(4_096, 4_096);
            case "cut" -> image.discard(8_192, 8_192);
            case "cut and written behind" -> {
                image.discard(8_192, 8_192);
                image.write(12_000, Content.of(2, 10));
            }
            case "shrunk and grown" -> {
                image.resize(20_000);
                image.resize(SIZE);
                image.write(30_000, Content.of(2, 10));
            }
            case "removed" -> image.discard(0, 16_384);
            default -> {
                image.discard(0, 16_384);
                image.write(100, Content.of(2, 10));
            }
        }
        byte[] base = Content.of(1, SIZE);
        byte[] target = Content.of(image);
        for (DiffRange since :
                List.of(DiffRange.since("base"), DiffRange.since("base").withWholeObject(true))) {
            assertArrayEquals(target, Replay.of(base, image, since), since::toString);
        }
    }

    @Test
    void nothingChangedSinceNow() {
        Image image = begun();
        image.snapshots().create("now");
        assertEquals(List.of(), extents(image, DiffRange.since("now")));
        image.selectSnapshot("now");
        assertEquals(List.of(), extents(image, DiffRange.since("now")));
    }

    /** The example that shows what librbd's extents are: objects of 8 KiB, of which three are touched. */
    @Test
    void extentsAreMergedInsideAnObjectAndNeverAcross() {
        Image image = begun();
        image.snapshots().create("base");
        image.write(8_190, Content.of(2, 10));
        image.discard(16_384, 8_192);
        image.snapshots().create("target");
        assertEquals(
                List.of(
                        new DiffExtent(8_190, 2, true),
                        new DiffExtent(8_192, 8, true),
                        new DiffExtent(16_384, 8_192, false)),
                extents(image, DiffRange.since("base")));
        assertEquals(
                List.of(
                        new DiffExtent(0, 8_192, true),
                        new DiffExtent(8_192, 8_192, true),
                        new DiffExtent(24_576, 8_192, true),
                        new DiffExtent(32_768, 7_232, true)),
                extents(image, BEGINNING));
        image.resize(20_000);
        assertEquals(
                List.of(
                        new DiffExtent(8_190, 2, true),
                        new DiffExtent(8_192, 8, true),
                        new DiffExtent(16_384, 3_616, false)),
                extents(image, DiffRange.since("base")));
        assertEquals(
                List.of(new DiffExtent(0, 8_192, true), new DiffExtent(8_192, 8_192, true)), extents(image, BEGINNING));
        image.resize(50_000);
        assertEquals(
                List.of(new DiffExtent(24_576, 8_192, false), new DiffExtent(32_768, 7_232, false)),
                extents(image, DiffRange.since("target")));
    }

    @Test
    void theRangeIsClippedAtTheEnd() {
        Image image = begun();
        assertEquals(List.of(new DiffExtent(39_999, 1, true)), extents(image, BEGINNING.withPart(39_999, 1_000)));
        assertEquals(
                List.of(new DiffExtent(8_191, 1, true), new DiffExtent(8_192, 2, true)),
                extents(image, BEGINNING.withPart(8_191, 3)));
        assertEquals(5, extents(image, BEGINNING.withPart(100, Long.MAX_VALUE)).size());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, SIZE, SIZE + 1, Long.MAX_VALUE})
    void anEmptyRangeHasNoExtentsAnywhere(long offset) {
        assertEquals(List.of(), extents(begun(), BEGINNING.withPart(offset, 0)));
    }

    @ParameterizedTest
    @ValueSource(longs = {SIZE, SIZE + 1, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aRangeBeyondTheEndsIsRefused(long offset) {
        Image image = begun();
        assertThrowsExactly(InvalidArgumentException.class, () -> extents(image, BEGINNING.withPart(offset, 1)));
    }

    @Test
    void aNegativeLengthIsRefused() {
        Image image = begun();
        assertThrowsExactly(InvalidArgumentException.class, () -> extents(image, BEGINNING.withPart(0, -1)));
        assertThrowsExactly(
                InvalidArgumentException.class, () -> extents(image, BEGINNING.withPart(0, Long.MIN_VALUE)));
    }

    @Test
    void theEarlierSnapshotIsThereAndEarlier() {
        Image image = begun();
        image.snapshots().create("early");
        image.snapshots().create("late");
        image.selectSnapshot("early");
        for (DiffRange part :
                List.of(BEGINNING, BEGINNING.withPart(0, 0), BEGINNING.withPart(SIZE, 0), BEGINNING.withPart(0, 1))) {
            DiffRange late = DiffRange.since("late").withPart(part.offset(), part.length());
            DiffRange none = DiffRange.since("none").withPart(part.offset(), part.length());
            assertThrowsExactly(InvalidArgumentException.class, () -> extents(image, late), late::toString);
            assertThrowsExactly(ImageNotFoundException.class, () -> extents(image, none), none::toString);
        }
        assertThrowsExactly(InvalidArgumentException.class, () -> extents(image, DiffRange.since("a\0b")));
        image.snapshots().remove("early");
        assertThrowsExactly(ImageNotFoundException.class, () -> extents(image, BEGINNING.withPart(0, 1)));
        assertThrowsExactly(ImageNotFoundException.class, () -> extents(image, BEGINNING.withPart(0, 0)));
    }

    @Test
    void theSnapshotOfTheEmptyNameIsAnEarlierOneAsWell() {
        Image image = begun();
        image.snapshots().create("");
        image.write(0, new byte[100]);
        assertEquals(List.of(new DiffExtent(0, 100, true)), extents(image, DiffRange.since("")));
    }

    @Test
    void whatTheVisitorThrowsEndsTheDiffAndReachesTheCaller() {
        Image image = begun();
        List<DiffExtent> visited = new ArrayList<>();
        IllegalStateException thrown = new IllegalStateException("enough");
        assertSame(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () -> image.diff(BEGINNING, extent -> {
                            visited.add(extent);
                            throw thrown;
                        })));
        assertEquals(1, visited.size());
        Error error = new AssertionError("an error too");
        assertSame(
                error,
                assertThrows(
                        AssertionError.class,
                        () -> image.diff(BEGINNING, extent -> {
                            throw error;
                        })));
        assertEquals(5, extents(image, BEGINNING).size(), "the handle goes on");
    }

    @Test
    void theVisitorMayUseTheHandle() {
        Image image = begun();
        byte[] seen = new byte[SIZE];
        image.diff(BEGINNING, extent -> {
            byte[] part = image.read(extent.offset(), (int) extent.length());
            System.arraycopy(part, 0, seen, (int) extent.offset(), part.length);
        });
        assertArrayEquals(Content.of(1, SIZE), seen);
    }

    @Test
    void nullIsNoRangeAndNoVisitor() {
        Image image = begun();
        assertThrows(NullPointerException.class, () -> image.diff(null, extent -> {}));
        assertThrows(NullPointerException.class, () -> image.diff(BEGINNING, null));
    }

    @Test
    void anEmptyImageHasNoExtents() {
        Image image = newImage(ImageShape.plain(0));
        assertEquals(List.of(), extents(image, BEGINNING.withPart(0, 0)));
        assertThrowsExactly(InvalidArgumentException.class, () -> extents(image, BEGINNING));
    }

    /** 40,000 bytes over objects of 8 KiB, all written. */
    private Image begun() {
        Image image = newImage(
                new ImageShape(SIZE, 13, 8_192, 1, ImageShape.plain(SIZE).features()));
        image.write(0, Content.of(1, SIZE));
        return image;
    }
}
