package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Ranges that are taken out one by one leave what taking them out of a set leaves. */
class SharedRangesTest {
    private static final int END = 40;

    @Property
    void whatIsTakenOutIsSharedNoMore(
            @ForAll @Size(max = 30) List<@IntRange(max = END) Integer> starts,
            @ForAll @IntRange(max = 9) int firstLength,
            @ForAll @IntRange(min = 1, max = 7) int step) {
        IntervalSet expected = new IntervalSet.Builder().add(2, 20).add(25, 10).build();
        SharedRanges shared = new SharedRanges(expected);
        int length = firstLength;
        for (int start : starts) {
            IntervalSet range = IntervalSet.of(start, length);
            assertEquals(expected.intersects(range), shared.intersects(start, start + length));
            shared.remove(start, start + length);
            expected = expected.subtract(range);
            assertEquals(expected, shared.toSet());
            length = (length + step) % 10;
        }
    }
}
