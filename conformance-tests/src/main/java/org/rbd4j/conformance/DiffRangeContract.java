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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.InvalidArgumentException;

/** A diff takes a range that is there, and tells its visitor each extent in that range once, none of them in two objects. */
public abstract class DiffRangeContract extends Contract {
    private static final int SIZE = 40_000;
    private static final DiffRange BEGINNING = DiffRange.sinceBeginning();

    /** Used by the subclasses alone. */
    protected DiffRangeContract() {}

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
        for (DiffExtent extent : Extents.of(image, range)) {
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

    @Test
    void nothingChangedSinceNow() {
        Image image = begun();
        image.snapshots().create("now");
        assertEquals(List.of(), Extents.of(image, DiffRange.since("now")));
        image.selectSnapshot("now");
        assertEquals(List.of(), Extents.of(image, DiffRange.since("now")));
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
                Extents.of(image, DiffRange.since("base")));
        assertEquals(
                List.of(
                        new DiffExtent(0, 8_192, true),
                        new DiffExtent(8_192, 8_192, true),
                        new DiffExtent(24_576, 8_192, true),
                        new DiffExtent(32_768, 7_232, true)),
                Extents.of(image, BEGINNING));
        image.resize(20_000);
        assertEquals(
                List.of(
                        new DiffExtent(8_190, 2, true),
                        new DiffExtent(8_192, 8, true),
                        new DiffExtent(16_384, 3_616, false)),
                Extents.of(image, DiffRange.since("base")));
        assertEquals(
                List.of(new DiffExtent(0, 8_192, true), new DiffExtent(8_192, 8_192, true)),
                Extents.of(image, BEGINNING));
        image.resize(50_000);
        assertEquals(
                List.of(new DiffExtent(24_576, 8_192, false), new DiffExtent(32_768, 7_232, false)),
                Extents.of(image, DiffRange.since("target")));
    }

    @Test
    void theRangeIsClippedAtTheEnd() {
        Image image = begun();
        assertEquals(List.of(new DiffExtent(39_999, 1, true)), Extents.of(image, BEGINNING.withPart(39_999, 1_000)));
        assertEquals(
                List.of(new DiffExtent(8_191, 1, true), new DiffExtent(8_192, 2, true)),
                Extents.of(image, BEGINNING.withPart(8_191, 3)));
        assertEquals(
                5, Extents.of(image, BEGINNING.withPart(100, Long.MAX_VALUE)).size());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, SIZE, SIZE + 1, Long.MAX_VALUE})
    void anEmptyRangeHasNoExtentsAnywhere(long offset) {
        assertEquals(List.of(), Extents.of(begun(), BEGINNING.withPart(offset, 0)));
    }

    @ParameterizedTest
    @ValueSource(longs = {SIZE, SIZE + 1, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aRangeBeyondTheEndsIsRefused(long offset) {
        Image image = begun();
        assertThrowsExactly(InvalidArgumentException.class, () -> Extents.of(image, BEGINNING.withPart(offset, 1)));
    }

    @Test
    void aNegativeLengthIsRefused() {
        Image image = begun();
        assertThrowsExactly(InvalidArgumentException.class, () -> Extents.of(image, BEGINNING.withPart(0, -1)));
        assertThrowsExactly(
                InvalidArgumentException.class, () -> Extents.of(image, BEGINNING.withPart(0, Long.MIN_VALUE)));
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
            assertThrowsExactly(InvalidArgumentException.class, () -> Extents.of(image, late), late::toString);
            assertThrowsExactly(ImageNotFoundException.class, () -> Extents.of(image, none), none::toString);
        }
        assertThrowsExactly(InvalidArgumentException.class, () -> Extents.of(image, DiffRange.since("a\0b")));
        image.snapshots().remove("early");
        assertThrowsExactly(ImageNotFoundException.class, () -> Extents.of(image, BEGINNING.withPart(0, 1)));
        assertThrowsExactly(ImageNotFoundException.class, () -> Extents.of(image, BEGINNING.withPart(0, 0)));
    }

    @Test
    void theSnapshotOfTheEmptyNameIsAnEarlierOneAsWell() {
        Image image = begun();
        image.snapshots().create("");
        image.write(0, new byte[100]);
        assertEquals(List.of(new DiffExtent(0, 100, true)), Extents.of(image, DiffRange.since("")));
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
        assertEquals(5, Extents.of(image, BEGINNING).size(), "the handle goes on");
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
        assertEquals(List.of(), Extents.of(image, BEGINNING.withPart(0, 0)));
        assertThrowsExactly(InvalidArgumentException.class, () -> Extents.of(image, BEGINNING));
    }

    /** 40,000 bytes over objects of 8 KiB, all written. */
    private Image begun() {
        Image image = newImage(
                new ImageShape(SIZE, 13, 8_192, 1, ImageShape.plain(SIZE).features()));
        image.write(0, Content.of(1, SIZE));
        return image;
    }
}
