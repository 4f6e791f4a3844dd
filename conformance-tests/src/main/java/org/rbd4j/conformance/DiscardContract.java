package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.Progress;

/** What a discard does to objects that are not there: their maps hear of it, and a parent is hidden in their place. */
public abstract class DiscardContract extends Contract {
    private static final int UNIT = 4096;
    private static final int ORDER = 14;
    private static final int STRIPES = 4;
    private static final int PERIOD = STRIPES << ORDER;
    private static final DiffRange BY_OBJECT = DiffRange.sinceBeginning().withWholeObject(true);

    /** Used by the subclasses alone. */
    protected DiscardContract() {}

    /** A map that was made for an image that is there already is invalid until it is rebuilt. */
    private Image imageWithAnInvalidMap() {
        Features withoutMaps = Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK);
        Image image = newImage(
                poolOf(clientWith(Map.of("rbd_discard_granularity_bytes", String.valueOf(UNIT)))),
                new ImageShape(PERIOD, ORDER, UNIT, STRIPES, withoutMaps));
        image.updateFeatures(Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF), true);
        return image;
    }

    @Test
    void anInvalidMapIsToldOfEachObjectThatLosesAPart() {
        Image image = imageWithAnInvalidMap();
        image.discard(0, STRIPES * UNIT);
        image.rebuildObjectMap(Progress.NONE);
        assertEquals(List.of(new DiffExtent(0, PERIOD, true)), Extents.of(image, BY_OBJECT));
    }

    @Test
    void whatOnlyAMapKnowsIsForgottenOnceAllOfItIsDiscarded() {
        Image image = imageWithAnInvalidMap();
        image.discard(0, STRIPES * UNIT);
        image.rebuildObjectMap(Progress.NONE);
        image.discard(0, PERIOD);
        assertEquals(List.of(), Extents.of(image, BY_OBJECT));
    }

    @Test
    void aDiscardOfManyObjectsHidesTheParentInEach() {
        Image parent = newImage(ImageShape.plain(5 * UNIT));
        parent.write(0, Content.of(1, 5 * UNIT));
        Image child = cloneOf(parent);
        child.discard(0, 4 * UNIT);
        byte[] expected = Content.of(1, 5 * UNIT);
        Arrays.fill(expected, 0, 4 * UNIT, (byte) 0);
        assertArrayEquals(expected, Content.of(child));
    }
}
