package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;

/** A revision's overlap never grows again, and a flag changes nothing else. */
class ImageRevisionTest {
    @Property
    void theOverlapIsTheLeastThatTheImageWasOnTheWay(
            @ForAll @LongRange(max = 50) long overlap,
            @ForAll @LongRange(max = 50) long more,
            @ForAll @Size(max = 6) List<@LongRange(max = 100) Long> sizes) {
        long size = overlap + more;
        ImageRevision alone = new ImageRevision(size, ImageFlags.NONE, OptionalLong.empty());
        ImageRevision clone = alone.withParent(overlap);
        long least = overlap;
        for (long newSize : sizes) {
            least = Math.min(least, newSize);
            clone = clone.withSize(newSize);
            alone = alone.withSize(newSize);
            assertEquals(new ImageRevision(newSize, ImageFlags.NONE, OptionalLong.of(least)), clone);
            assertEquals(new ImageRevision(newSize, ImageFlags.NONE, OptionalLong.empty()), alone);
            assertEquals(alone, clone.withoutParent());
        }
        assertEquals(least, clone.overlap());
        assertEquals(0, alone.overlap());
    }

    @Test
    void flagsAreSetAndClearedByThemselves() {
        ImageRevision revision = new ImageRevision(5, ImageFlags.NONE, OptionalLong.of(3));
        ImageFlags map = ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID);
        ImageFlags fastDiff = ImageFlags.of(ImageFlag.FAST_DIFF_INVALID);
        ImageRevision flagged = revision.withFlags(map, true).withFlags(fastDiff, true);
        assertEquals(new ImageRevision(5, map.plus(fastDiff), OptionalLong.of(3)), flagged);
        assertEquals(new ImageRevision(5, fastDiff, OptionalLong.of(3)), flagged.withFlags(map, false));
    }
}
