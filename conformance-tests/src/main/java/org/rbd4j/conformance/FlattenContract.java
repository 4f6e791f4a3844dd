package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.ReadOnlyImageException;

/** Flattening changes no byte of a clone nor of its snapshots, and leaves it without a parent. */
public abstract class FlattenContract extends Contract {
    private static final int SIZE = 10_000;

    /** Used by the subclasses alone. */
    protected FlattenContract() {}

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
}
