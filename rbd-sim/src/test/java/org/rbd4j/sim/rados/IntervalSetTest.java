package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The algebra of interval sets is that of bit sets, and their ranges are always ordered, disjoint and apart. */
class IntervalSetTest {
    record Range(int offset, int length) {}

    @Provide
    Arbitrary<List<Range>> ranges() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 12))
                .as(Range::new)
                .list()
                .ofMaxSize(6);
    }

    private static IntervalSet intervals(List<Range> ranges) {
        IntervalSet set = IntervalSet.EMPTY;
        for (Range range : ranges) {
            set = set.union(IntervalSet.of(range.offset(), range.length()));
        }
        return set;
    }

    private static BitSet bits(List<Range> ranges) {
        BitSet set = new BitSet();
        ranges.forEach(range -> set.set(range.offset(), range.offset() + range.length()));
        return set;
    }

    private static void assertSame(BitSet expected, IntervalSet actual) {
        BitSet members = new BitSet();
        List<Long> ends = new ArrayList<>(List.of(-1L));
        actual.forEach((offset, length) -> {
            assertTrue(length > 0 && offset > ends.get(ends.size() - 1), () -> actual + " has ranges that touch");
            ends.add(offset + length);
            members.set((int) offset, (int) (offset + length));
        });
        assertEquals(expected, members);
        assertEquals(expected.cardinality(), actual.size());
        assertEquals(expected.length(), actual.end());
        assertEquals(expected.isEmpty(), actual.isEmpty());
    }

    @Property
    void subtractingOneRangeIsThatOfBits(
            @ForAll("ranges") List<Range> ranges,
            @ForAll @IntRange(max = 55) int offset,
            @ForAll @IntRange(max = 20) int length) {
        BitSet expected = bits(ranges);
        expected.clear(offset, offset + length);
        assertSame(expected, intervals(ranges).subtract(IntervalSet.of(offset, length)));
    }

    @Property
    void setsIntersectWhereTheirBitsDo(@ForAll("ranges") List<Range> left, @ForAll("ranges") List<Range> right) {
        assertEquals(bits(left).intersects(bits(right)), intervals(left).intersects(intervals(right)));
    }

    @Property
    void unionIsThatOfBits(@ForAll("ranges") List<Range> left, @ForAll("ranges") List<Range> right) {
        BitSet expected = bits(left);
        expected.or(bits(right));
        assertSame(expected, intervals(left).union(intervals(right)));
    }

    @Property
    void intersectionIsThatOfBits(@ForAll("ranges") List<Range> left, @ForAll("ranges") List<Range> right) {
        BitSet expected = bits(left);
        expected.and(bits(right));
        assertSame(expected, intervals(left).intersect(intervals(right)));
    }

    @Property
    void differenceIsThatOfBits(@ForAll("ranges") List<Range> left, @ForAll("ranges") List<Range> right) {
        BitSet expected = bits(left);
        expected.andNot(bits(right));
        assertSame(expected, intervals(left).subtract(intervals(right)));
    }

    @Property
    void aBuilderTakesRangesInAnyOrder(@ForAll("ranges") List<Range> left, @ForAll("ranges") List<Range> right) {
        IntervalSet.Builder builder = new IntervalSet.Builder();
        left.forEach(range -> builder.add(range.offset(), range.length()));
        BitSet expected = bits(left);
        assertSame(expected, builder.build());
        expected.or(bits(right));
        assertSame(expected, builder.add(intervals(right)).build());
    }

    @Property
    void setsOfTheSameMembersAreEqual(@ForAll("ranges") List<Range> left, @ForAll("ranges") List<Range> right) {
        IntervalSet one = intervals(left);
        IntervalSet other = intervals(right);
        assertEquals(bits(left).equals(bits(right)), one.equals(other));
        IntervalSet sameAsOne = one.subtract(other).union(one.intersect(other));
        assertEquals(one, sameAsOne);
        assertEquals(one.hashCode(), sameAsOne.hashCode());
        assertEquals(one.toString(), sameAsOne.toString());
    }

    @Test
    void rangesArePrintedAsCephPrintsThem() {
        IntervalSet set = IntervalSet.of(8, 4).union(IntervalSet.of(0, 2)).union(IntervalSet.of(2, 1));
        assertEquals("[0~3,8~4]", set.toString());
        assertEquals("[]", IntervalSet.of(5, 0).toString());
    }
}
