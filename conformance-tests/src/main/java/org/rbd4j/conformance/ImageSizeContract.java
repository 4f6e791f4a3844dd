package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;

/** An image may be empty or an exbibyte large, and has at most as many objects as its object map may have. */
public abstract class ImageSizeContract extends Contract {
    private static final long EXBIBYTE = 1L << 60;
    private static final long MOST_OBJECTS_OF_A_MAP = 256_000_000;

    /** Used by the subclasses alone. */
    protected ImageSizeContract() {}

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
}
