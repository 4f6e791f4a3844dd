package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.ReadOnlyImageException;

/** Features are switched on and off as far as they do not contradict each other; object maps that are new are not valid. */
public abstract class FeaturesContract extends Contract {
    private static final int SIZE = 40_000;
    private static final int SMALLEST_ORDER = 12;
    private static final long MOST_OBJECTS_OF_A_MAP = 256_000_000;
    private static final Features LOCK = Features.of(Feature.EXCLUSIVE_LOCK);
    private static final Features MAPS = Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);
    private static final Features DEEP_FLATTEN = Features.of(Feature.DEEP_FLATTEN);
    private static final ImageFlags INVALID = ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID, ImageFlag.FAST_DIFF_INVALID);

    /** Used by the subclasses alone. */
    protected FeaturesContract() {}

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1 | 4, 1 | 32, 4 | 8 | 16, 4 | 32, 61})
    void everySwitchFromThere(long start) {
        Features before = new Features(start);
        for (long asked = 0; asked < Feature.JOURNALING.bit(); asked++) {
            for (boolean enabled : new boolean[] {true, false}) {
                assertSwitch(before, new Features(asked), enabled);
            }
        }
    }

    private void assertSwitch(Features before, Features asked, boolean enabled) {
        Image made = newImage(ImageShape.plain(SIZE).withFeatures(before));
        try (made) {
            Optional<Features> after = after(before, asked, enabled);
            String what = before + (enabled ? " with " : " without ") + asked;
            if (after.isPresent()) {
                made.updateFeatures(asked, enabled);
            } else {
                assertThrowsExactly(InvalidArgumentException.class, () -> made.updateFeatures(asked, enabled), what);
            }
            assertEquals(after.orElse(before), made.features(), what);
            boolean mapsAreNew = after.isPresent() && enabled && has(asked, MAPS);
            assertEquals(mapsAreNew ? INVALID : ImageFlags.NONE, made.flags(), what);
        }
        pool().removeImage(made.name());
    }

    /** Empty if librbd refuses. */
    private static Optional<Features> after(Features before, Features asked, boolean enabled) {
        Features suitable = LOCK.plus(MAPS).plus(enabled ? Features.NONE : DEEP_FLATTEN);
        Features switched = has(asked, MAPS) ? asked.plus(MAPS) : asked;
        Features already = enabled ? switched.and(before) : switched.minus(before);
        boolean isChange = !switched.isEmpty() && already.isEmpty();
        Features after = enabled ? before.plus(switched) : before.minus(switched);
        boolean contradicts = has(after, MAPS) && !has(after, LOCK);
        return !asked.minus(suitable).isEmpty() || !isChange || contradicts ? Optional.empty() : Optional.of(after);
    }

    private static boolean has(Features set, Features any) {
        return !set.and(any).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 1, 1L << 7, 1L << 12, 1L << 40, Long.MIN_VALUE, -1})
    void whatCannotBeSwitched(long bits) {
        Image image = newImage(ImageShape.plain(SIZE));
        Features set = new Features(bits);
        assertThrowsExactly(InvalidArgumentException.class, () -> image.updateFeatures(set, true));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.updateFeatures(set, false));
        assertEquals(Features.of(Feature.LAYERING), image.features());
    }

    @Test
    void aHandleThatCannotWriteCannotSwitch() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(new Features(61)));
        image.snapshots().create("snapshot");
        Image reader = pool().openImage(image.name(), OpenOptions.defaults().withReadOnly());
        assertThrowsExactly(ReadOnlyImageException.class, () -> reader.updateFeatures(MAPS, false));
        assertThrowsExactly(ReadOnlyImageException.class, () -> reader.updateFeatures(Features.NONE, false));
        image.selectSnapshot("snapshot");
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.updateFeatures(MAPS, false));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.updateFeatures(MAPS, true));
        assertEquals(new Features(61), image.features());
    }

    @Test
    void flagsAreThoseOfWhatIsSelectedAndFeaturesAlwaysHeads() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(LOCK));
        image.snapshots().create("old");
        image.updateFeatures(MAPS, true);
        image.snapshots().create("new");
        assertEquals(INVALID, image.flags());
        for (String snapshot : List.of("old", "new")) {
            image.selectSnapshot(snapshot);
            assertEquals(INVALID, image.flags(), snapshot);
            assertEquals(LOCK.plus(MAPS), image.features(), snapshot);
        }
        image.selectHead();
        image.updateFeatures(MAPS, false);
        assertEquals(ImageFlags.NONE, image.flags());
        image.selectSnapshot("old");
        assertEquals(ImageFlags.NONE, image.flags());
        assertEquals(LOCK, image.features());
    }

    @Test
    void theFlagsOfASnapshotThatWasRemoved() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.snapshots().create("snapshot");
        image.selectSnapshot("snapshot");
        image.snapshots().remove("snapshot");
        assertThrowsExactly(ImageNotFoundException.class, image::flags);
        assertEquals(Features.of(Feature.LAYERING), image.features());
    }

    /** librbd writes the header first, and tells nobody when the map cannot be made: whoever opens the image then sees it. */
    @Test
    void anObjectMapThatWouldBeTooLargeIsRefusedWhenTheHeaderHasIt() {
        long size = (MOST_OBJECTS_OF_A_MAP << SMALLEST_ORDER) + 1;
        Image image = newImage(new ImageShape(size, SMALLEST_ORDER, 1 << SMALLEST_ORDER, 1, LOCK));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.updateFeatures(MAPS, true));
        assertEquals(LOCK, image.features());
        assertEquals(ImageFlags.NONE, image.flags());
        Image later = poolOf(secondClient()).openImage(image.name());
        Features both = LOCK.plus(MAPS);
        assertEquals(both, later.features());
        assertEquals(INVALID, later.flags());
        // The owner of the managed lock, which knows of no map, does as it is asked: nothing.
        later.updateFeatures(MAPS, false);
        assertEquals(both, image.features());
        image.updateFeatures(MAPS, false);
        assertEquals(LOCK, later.features());
        assertEquals(ImageFlags.NONE, later.flags());
    }

    /** A handle with a snapshot selected cannot own the managed lock, and makes a journal without it. */
    @Test
    void aJournalCanBeMadeWhileASnapshotIsSelected() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(LOCK));
        image.snapshots().create("snapshot");
        image.selectSnapshot("snapshot");
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.updateFeatures(LOCK, false));
        image.updateFeatures(Features.of(Feature.JOURNALING), true);
        assertEquals(LOCK.plus(Features.of(Feature.JOURNALING)), image.features());
        assertFalse(image.isExclusiveLockOwner());
    }

    @Test
    void anotherClientsHandleSeesTheSwitch() {
        Image mine = newImage(ImageShape.plain(SIZE).withFeatures(new Features(61)));
        Image theirs = poolOf(secondClient()).openImage(mine.name());
        theirs.updateFeatures(MAPS, false);
        assertEquals(new Features(61).minus(MAPS), mine.features());
        mine.write(0, new byte[10]);
        theirs.updateFeatures(MAPS, true);
        assertEquals(new Features(61), mine.features());
        assertEquals(INVALID, mine.flags());
    }
}
