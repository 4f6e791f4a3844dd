package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.ArgumentOutOfRangeException;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.FunctionNotSupportedException;
import org.rbd4j.Image;
import org.rbd4j.ImageExistsException;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Pool;

/** An image is created with the order, the features and the striping that its options ask for, or else the cluster's defaults. */
public abstract class ImageOptionsContract extends Contract {
    /** Used by the subclasses alone. */
    protected ImageOptionsContract() {}

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
}
