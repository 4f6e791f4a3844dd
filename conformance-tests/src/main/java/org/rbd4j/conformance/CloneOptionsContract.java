package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.ArgumentOutOfRangeException;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.FunctionNotSupportedException;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.RbdException;

/** A clone has its parent's layout and features unless its options name others, and options that no clone can have are refused. */
public abstract class CloneOptionsContract extends Contract {
    private static final int SIZE = 10_000;

    /** Used by the subclasses alone. */
    protected CloneOptionsContract() {}

    @Test
    void aCloneInheritsLayoutAndFeatures() {
        ImageShape shape = new ImageShape(100_000, 14, 1024, 3, Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK));
        Image child = cloneOf(newImage(shape));
        assertEquals(100_000, child.size());
        assertEquals(14, child.stat().order());
        assertEquals(1024, child.stripeUnit());
        assertEquals(3, child.stripeCount());
        assertEquals(shape.features().with(Feature.STRIPING), child.features());
    }

    @ParameterizedTest
    @CsvSource({"12, 12, 1", "13, 13, 3", "20, 20, 3", "0, 22, 3"})
    void aCloneMayHaveLargerObjects(int order, int granted, long features) {
        Image child = cloneOf(
                newImage(ImageShape.plain(SIZE)), ImageOptions.defaults().withOrder(order));
        assertEquals(granted, child.stat().order());
        assertEquals(4096, child.stripeUnit(), "the parent's object size");
        assertEquals(new Features(features), child.features());
    }

    @Test
    void aCloneMayHaveAStripingOfItsOwn() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        Image child = cloneOf(parent, ImageOptions.defaults().withStriping(512, 3));
        assertEquals(512, child.stripeUnit());
        assertEquals(3, child.stripeCount());
        assertArrayEquals(Content.of(1, SIZE), Content.of(child));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 4, 8, 1 | 1L << 12, 1L << 40})
    void featuresThatACloneDoesNotSupport(long features) {
        assertOptionsRefused(
                FunctionNotSupportedException.class, ImageOptions.defaults().withFeatures(new Features(features)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11, 26, -1})
    void anOrderOutOfRange(int order) {
        assertOptionsRefused(
                ArgumentOutOfRangeException.class, ImageOptions.defaults().withOrder(order));
    }

    @Test
    void anObjectMapWithoutALock() {
        Features mapWithoutLock = Features.of(Feature.LAYERING, Feature.OBJECT_MAP);
        assertOptionsRefused(
                InvalidArgumentException.class, ImageOptions.defaults().withFeatures(mapWithoutLock));
    }

    @Test
    void aStripeUnitThatDoesNotDivideTheObject() {
        assertOptionsRefused(
                InvalidArgumentException.class, ImageOptions.defaults().withStriping(1000, 2));
    }

    private void assertOptionsRefused(Class<? extends RbdException> type, ImageOptions options) {
        Image parent = newImage(ImageShape.plain(SIZE));
        protectedSnapshotOf(parent);
        assertThrowsExactly(type, () -> pool().cloneImage(parent.name(), SNAPSHOT, pool(), "child", options));
        assertEquals(List.of(), parent.children());
        assertEquals(List.of(parent.name()), pool().listImages());
    }
}
