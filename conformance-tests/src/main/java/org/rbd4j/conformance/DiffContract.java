package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
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
                assertEquals(List.of(), Extents.of(child, BEGINNING), "untouched, without the parent");
                child.snapshots().create("base");
                byte[] done = history.goOn(child, begun);
                assertArrayEquals(done, Replay.of(new byte[0], child, BEGINNING.withParent(true)), "written");
                assertArrayEquals(done, Replay.of(begun, child, DiffRange.since("base")), "since its snapshot");
            }
        }
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
            for (DiffExtent extent : Extents.of(image, DiffRange.since("base"))) {
                assertTrue(touched.get((int) (extent.offset() / shape.objectSizeInBytes())), extent::toString);
                assertTrue(extent.exists(), extent::toString);
            }
        }
    }

    private static ImageShape unstriped(ImageShape shape) {
        return new ImageShape(shape.sizeInBytes(), shape.order(), 1L << shape.order(), 1, shape.features());
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
    void aDiffTellsOfWhatWasWrittenSinceAndOfNothingElse() {
        Image image = newImage(new ImageShape(SIZE, 14, 1 << 14, 1, new Features(1)));
        image.write(0, Content.of(1, SIZE));
        List<List<Integer>> rounds = List.of(List.of(4_096, 8_192), List.of(8_192, 12_288), List.of(4_096, 16_384));
        for (List<Integer> offsets : rounds) {
            String snapshot = offsets.toString();
            image.snapshots().create(snapshot);
            offsets.forEach(offset -> image.write(offset, Content.of(offset, 100)));
            assertEquals(extentsOf(offsets), Extents.of(image, DiffRange.since(snapshot)), snapshot);
        }
        image.snapshots().remove(rounds.get(1).toString());
        assertEquals(
                extentsOf(List.of(4_096, 8_192, 12_288, 16_384)),
                Extents.of(image, DiffRange.since(rounds.get(0).toString())));
    }

    private static List<DiffExtent> extentsOf(List<Integer> offsets) {
        return offsets.stream().map(offset -> new DiffExtent(offset, 100, true)).toList();
    }

    /** Against the beginning of time the map that is in memory counts, though a copy-up has changed the stored one since. */
    @Test
    void aDiffOfTheSelectedSnapshotGoesByTheMapThatWasOpenedThen() {
        Features mapped = new Features(61);
        Image parent = newImage(ImageShape.plain(SIZE).withFeatures(mapped));
        parent.write(0, new byte[] {1});
        parent.snapshots().create("parent");
        parent.snapshots().protect("parent");
        pool().cloneImage(
                        parent.name(),
                        "parent",
                        pool(),
                        "clone",
                        ImageOptions.defaults().withFeatures(mapped));
        Image writer = pool().openImage("clone");
        writer.snapshots().create("s");
        Image reader = poolOf(secondClient()).openImage("clone");
        reader.selectSnapshot("s");
        writer.write(1, new byte[] {2});
        DiffRange byObject = BEGINNING.withWholeObject(true);
        assertEquals(List.of(), Extents.of(reader, byObject));
        reader.selectSnapshot("s");
        assertEquals(1, Extents.of(reader, byObject).size());
    }
}
