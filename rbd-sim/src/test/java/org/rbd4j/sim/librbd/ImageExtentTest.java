package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Beneath an overlap are the bytes of the extents that are less than it. */
class ImageExtentTest {
    @Property
    void whatIsPastTheOverlapIsDropped(
            @ForAll @Size(max = 5) List<@IntRange(min = 1, max = 6) Integer> lengths,
            @ForAll @IntRange(max = 3) int gap,
            @ForAll @IntRange(max = 40) int overlap) {
        List<ImageExtent> extents = new ArrayList<>();
        BitSet expected = new BitSet();
        int at = gap;
        for (int length : lengths) {
            extents.add(new ImageExtent(at, length));
            expected.set(at, at + length);
            at += length + gap;
        }
        expected.clear(overlap, Math.max(overlap, at));
        BitSet left = new BitSet();
        for (ImageExtent extent : ImageExtent.beneathOverlap(extents, overlap)) {
            assertTrue(extent.length() > 0, extent::toString);
            left.set((int) extent.offset(), (int) (extent.offset() + extent.length()));
        }
        assertEquals(expected, left);
    }
}
