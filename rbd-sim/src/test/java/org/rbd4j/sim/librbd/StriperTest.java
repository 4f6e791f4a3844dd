package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.rbd4j.sim.rados.IntervalSet;

/** Striping is a bijection between an image's bytes and its objects' bytes. */
class StriperTest {
    @Provide
    Arbitrary<Layout> layouts() {
        return Combinators.combine(
                        Arbitraries.integers().between(12, 15),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(1, 5))
                .as((order, shift, count) -> new Layout(order, (1L << order) >> shift, count));
    }

    @Property
    void objectExtentsLeadBackToTheImage(
            @ForAll("layouts") Layout layout,
            @ForAll @LongRange(max = 400_000) long offset,
            @ForAll @LongRange(max = 200_000) long length) {
        IntervalSet covered = IntervalSet.EMPTY;
        for (ObjectExtent extent : Striper.objectExtents(layout, offset, length)) {
            long inBuffer = extent.bufferParts().stream()
                    .mapToLong(ObjectExtent.BufferPart::length)
                    .sum();
            assertEquals(extent.length(), inBuffer, extent::toString);
            assertTrue(extent.offset() + extent.length() <= layout.objectSize(), extent::toString);
            List<ImageExtent> back = new ArrayList<>();
            long at = extent.offset();
            for (ObjectExtent.BufferPart part : extent.bufferParts()) {
                back.addAll(Striper.imageExtents(layout, extent.objectNumber(), at, part.length()));
                assertEquals(offset + part.offset(), back.get(back.size() - 1).offset(), extent::toString);
                at += part.length();
            }
            for (ImageExtent found : back) {
                IntervalSet more = IntervalSet.of(found.offset(), found.length());
                assertTrue(covered.intersect(more).isEmpty(), () -> found + " is covered twice");
                covered = covered.union(more);
            }
        }
        assertEquals(IntervalSet.of(offset, length), covered);
    }

    @Property
    void objectCountIsThatOfTheObjectsTouched(
            @ForAll("layouts") Layout layout, @ForAll @LongRange(min = 1, max = 400_000) long size) {
        LongStream touched = Striper.objectExtents(layout, 0, size).stream().mapToLong(ObjectExtent::objectNumber);
        assertEquals(touched.distinct().count(), Striper.objectCount(layout, size));
    }
}
