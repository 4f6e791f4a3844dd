package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageExistsException;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.RbdException;

/** A copy holds the bytes of what was selected and shares nothing: no snapshots, no parent. */
public abstract class CopyContract extends Contract {
    private static final int SIZE = 40_000;
    private static final int OBJECT = 4096;
    private static final String COPY = "copy";

    /** Used by the subclasses alone. */
    protected CopyContract() {}

    @Property(tries = 25)
    void aCopyIsWhatWasSelected(@ForAll(supplier = Histories.class) History history) {
        try (Image image = newImage(history.shape())) {
            byte[] begun = history.begin(image);
            image.snapshots().create("snapshot");
            byte[] done = history.goOn(image, begun);
            assertCopy(image, done);
            if (!image.features().contains(Feature.OBJECT_MAP)) {
                // With an object map librbd asks the snapshot's own, and is right only where there is no parent: see
                // README.
                image.selectSnapshot("snapshot");
                assertCopy(image, begun);
            }
            assertArrayEquals(begun, contentAt(image, "snapshot"), "the source");
        }
    }

    private static byte[] contentAt(Image image, String snapshot) {
        image.selectSnapshot(snapshot);
        return Content.of(image);
    }

    private void assertCopy(Image image, byte[] bytes) {
        String name = freshName();
        image.copy(pool(), name);
        try (Image copy = pool().openImage(name)) {
            assertArrayEquals(bytes, Content.of(copy));
            assertEquals(image.stat().order(), copy.stat().order());
            assertEquals(image.stripeUnit(), copy.stripeUnit());
            assertEquals(image.stripeCount(), copy.stripeCount());
            assertEquals(image.features(), copy.features());
            assertEquals(List.of(), copy.snapshots().list());
        }
    }

    @Property(tries = 15)
    void aCopyOfACloneIsItsOwn(@ForAll(supplier = Histories.class) History history) {
        ImageShape plain = history.shape().withFeatures(Features.of(Feature.LAYERING));
        try (Image parent = newImage(plain)) {
            byte[] begun = new History(plain, history.before(), List.of()).begin(parent);
            if (begun.length == 0) {
                return;
            }
            parent.snapshots().create("snapshot");
            parent.snapshots().protect("snapshot");
            String name = freshName();
            pool().cloneImage(parent.name(), "snapshot", pool(), name);
            try (Image child = pool().openImage(name)) {
                byte[] done = history.goOn(child, begun);
                String copied = freshName();
                child.copy(pool(), copied);
                try (Image copy = pool().openImage(copied)) {
                    assertArrayEquals(done, Content.of(copy));
                    assertEquals(Optional.empty(), copy.parent());
                    assertEquals(0, copy.overlap());
                }
                assertEquals(1, parent.children().size());
            }
        }
    }

    @Test
    void anObjectIsCopiedAsAWholeAndZeroesNotAtAll() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(OBJECT + 10, Content.of(1, 10));
        image.write(3 * OBJECT, new byte[OBJECT]);
        image.copy(pool(), COPY);
        List<DiffExtent> extents = new ArrayList<>();
        pool().openImage(COPY).diff(DiffRange.sinceBeginning(), extents::add);
        assertEquals(List.of(new DiffExtent(OBJECT, OBJECT, true)), extents);
    }

    @Test
    void itMayGoToAnotherPoolAndHaveAnotherShape() {
        Pool other = newPool();
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(0, Content.of(1, SIZE));
        ImageOptions options = ImageOptions.defaults()
                .withOrder(14)
                .withStriping(1024, 3)
                .withFeatures(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP);
        image.copy(other, COPY, options, Progress.NONE);
        Image copy = other.openImage(COPY);
        assertArrayEquals(Content.of(1, SIZE), Content.of(copy));
        assertEquals(14, copy.stat().order());
        assertEquals(1024, copy.stripeUnit());
        assertEquals(3, copy.stripeCount());
        assertEquals(
                Features.of(Feature.STRIPING, Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF),
                copy.features());
        assertEquals(List.of(image.name()), pool().listImages());
    }

    @Test
    void aLargerOrderAloneKeepsTheStripeUnit() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(0, Content.of(1, SIZE));
        image.copy(pool(), COPY, ImageOptions.defaults().withOrder(14), Progress.NONE);
        Image copy = pool().openImage(COPY);
        assertEquals(OBJECT, copy.stripeUnit());
        assertEquals(Features.of(Feature.LAYERING, Feature.STRIPING), copy.features());
        assertArrayEquals(Content.of(1, SIZE), Content.of(copy));
    }

    @Test
    void aSmallerOrderAloneIsRefused() {
        Image image = newImage(new ImageShape(SIZE, 14, 1 << 14, 1, new Features(1)));
        ImageOptions options = ImageOptions.defaults().withOrder(12);
        assertThrowsExactly(InvalidArgumentException.class, () -> image.copy(pool(), COPY, options, Progress.NONE));
        assertEquals(List.of(image.name()), pool().listImages());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11, 26, -1})
    void anOrderOutOfRangeIsRefused(int order) {
        Image image = newImage(ImageShape.plain(SIZE));
        ImageOptions options = ImageOptions.defaults().withOrder(order);
        assertThrows(RbdException.class, () -> image.copy(pool(), COPY, options, Progress.NONE));
        assertEquals(List.of(image.name()), pool().listImages());
    }

    @Test
    void aTakenName() {
        Image image = newImage(ImageShape.plain(SIZE));
        assertThrowsExactly(ImageExistsException.class, () -> image.copy(pool(), image.name()));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.copy(pool(), ""));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.copy(pool(), "a\0b"));
        assertEquals(List.of(image.name()), pool().listImages());
    }

    @Test
    void aSnapshotThatWasRemovedIsCopiedAsAnEmptyImage() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.snapshots().create("snapshot");
        image.selectSnapshot("snapshot");
        image.snapshots().remove("snapshot");
        image.copy(pool(), COPY);
        assertEquals(0, pool().openImage(COPY).size());
    }

    @Test
    void aReadOnlyHandleAndAnEmptyImageAreCopiedToo() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(0, Content.of(1, SIZE));
        pool().openImage(image.name(), OpenOptions.defaults().withReadOnly()).copy(pool(), COPY);
        assertArrayEquals(Content.of(1, SIZE), Content.of(pool().openImage(COPY)));
        newImage(ImageShape.plain(0)).copy(pool(), "empty");
        assertEquals(0, pool().openImage("empty").size());
    }
}
