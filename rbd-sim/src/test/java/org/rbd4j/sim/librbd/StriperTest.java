package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
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

    @Property
    void whatAnObjectHasOfARangeIsFoundByArithmetic(
            @ForAll("layouts") Layout layout,
            @ForAll @LongRange(max = 400_000) long offset,
            @ForAll @LongRange(max = 200_000) long length) {
        IntervalSet.Builder numbers = new IntervalSet.Builder();
        for (ObjectExtent extent : Striper.objectExtents(layout, offset, length)) {
            long number = extent.objectNumber();
            assertEquals(
                    new ObjectRange(number, extent.offset(), extent.length()),
                    Striper.rangeOn(layout, number, offset, length));
            numbers.add(number, 1);
        }
        IntervalSet expected = numbers.build();
        assertEquals(expected, Striper.objectsIn(layout, offset, length));
        for (long number = 0; number < expected.end() + 2; number++) {
            boolean isTouched = expected.intersects(IntervalSet.of(number, 1));
            assertEquals(
                    isTouched, Striper.rangeOn(layout, number, offset, length).length() > 0);
        }
    }

    /** The last set of the largest images ends past what a long counts. */
    @Property
    void nothingLiesPastTheLargestImage(@ForAll @LongRange(max = 11) long column) {
        Layout layout = new Layout(12, 512, 11);
        long lastSet = Long.MAX_VALUE / layout.stripePeriod();
        for (ImageExtent extent :
                Striper.imageExtents(layout, lastSet * layout.stripeCount() + column, 0, layout.objectSize())) {
            assertTrue(extent.offset() >= 0 && extent.offset() + extent.length() > 0, extent::toString);
        }
        long whole = Striper.objectsIn(layout, 0, Long.MAX_VALUE).size();
        assertEquals(Striper.objectCount(layout, Long.MAX_VALUE), whole);
    }

    /** Where every stripe unit lies, found by filling objects: unit after unit, round robin, until the set is full. */
    private static List<Unit> filled(Layout layout, long size) {
        List<Unit> units = new ArrayList<>();
        long firstOfSet = 0;
        while (units.size() * layout.stripeUnit() < size) {
            for (long inObject = 0; inObject < layout.objectSize(); inObject += layout.stripeUnit()) {
                for (long column = 0; column < layout.stripeCount(); column++) {
                    units.add(new Unit(firstOfSet + column, inObject));
                }
            }
            firstOfSet += layout.stripeCount();
        }
        return units;
    }

    private record Unit(long objectNumber, long offset) {}

    @Provide
    Arbitrary<Layout> smallLayouts() {
        return Combinators.combine(
                        Arbitraries.integers().between(3, 5),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.longs().between(1, 4))
                .as((order, shift, count) -> new Layout(order, (1L << order) >> shift, count));
    }

    /** By object and in the order of its bytes; what follows without a gap is one extent, however it lies in the buffer. */
    @Property
    void extentsAreWhatFillingTheObjectsGives(
            @ForAll("smallLayouts") Layout layout,
            @ForAll @LongRange(max = 200) long offset,
            @ForAll @LongRange(max = 200) long length) {
        List<Unit> units = filled(layout, offset + length);
        NavigableMap<Long, NavigableMap<Long, Long>> bufferAt = new TreeMap<>();
        for (long at = 0; at < length; at++) {
            Unit unit = units.get((int) ((offset + at) / layout.stripeUnit()));
            bufferAt.computeIfAbsent(unit.objectNumber(), number -> new TreeMap<>())
                    .put(unit.offset() + (offset + at) % layout.stripeUnit(), at);
        }
        List<String> expected = new ArrayList<>();
        bufferAt.forEach((number, bytes) -> {
            long begin = -1;
            for (long at : bytes.keySet()) {
                begin = bytes.containsKey(at - 1) ? begin : at;
                if (!bytes.containsKey(at + 1)) {
                    expected.add(number + ":" + begin + "~" + (at + 1 - begin)
                            + bytes.subMap(begin, true, at, true).values());
                }
            }
        });
        assertEquals(
                expected,
                Striper.objectExtents(layout, offset, length).stream()
                        .map(StriperTest::describe)
                        .toList());
    }

    private static String describe(ObjectExtent extent) {
        List<Long> inBuffer = new ArrayList<>();
        extent.bufferParts().forEach(part -> {
            for (long at = 0; at < part.length(); at++) {
                inBuffer.add(part.offset() + at);
            }
        });
        return extent.objectNumber() + ":" + extent.offset() + "~" + extent.length() + inBuffer;
    }

    @Property
    void anObjectsBytesAreWhereFillingPutThem(
            @ForAll("smallLayouts") Layout layout,
            @ForAll @LongRange(max = 9) long objectNumber,
            @ForAll @LongRange(max = 31) long offset,
            @ForAll @LongRange(max = 32) long length) {
        long end = Math.min(offset + length, layout.objectSize());
        List<Unit> units = filled(layout, (objectNumber + layout.stripeCount()) * layout.objectSize());
        List<Long> expected = new ArrayList<>();
        for (long at = offset; at < end; at++) {
            Unit unit = new Unit(objectNumber, at - at % layout.stripeUnit());
            expected.add(units.indexOf(unit) * layout.stripeUnit() + at % layout.stripeUnit());
        }
        List<Long> found = new ArrayList<>();
        Striper.imageExtents(layout, objectNumber, offset, Math.max(0, end - offset))
                .forEach(extent -> {
                    for (long at = 0; at < extent.length(); at++) {
                        found.add(extent.offset() + at);
                    }
                });
        assertEquals(expected, found);
        IntervalSet.Builder onImage = new IntervalSet.Builder();
        expected.forEach(at -> onImage.add(at, 1));
        assertEquals(
                onImage.build(),
                Striper.onImage(layout, objectNumber, IntervalSet.of(offset, Math.max(0, end - offset))));
    }

    /** Without striping a piece is as long as the object allows. */
    @Property
    void aRangeInOneObjectIsOnePiece(
            @ForAll @LongRange(max = 1L << 40) long offset, @ForAll @LongRange(min = 1, max = 1 << 22) long length) {
        Layout layout = new Layout(22, 1 << 16, 1);
        long inObject = offset % layout.objectSize();
        long clipped = Math.min(length, layout.objectSize() - inObject);
        List<ObjectExtent> extents = Striper.objectExtents(layout, offset, clipped);
        assertEquals(1, extents.size());
        assertEquals(
                List.of(new ObjectExtent.BufferPart(0, clipped)), extents.get(0).bufferParts());
        assertEquals(offset >> 22, extents.get(0).objectNumber());
        assertEquals(
                List.of(new ImageExtent(offset, clipped)),
                Striper.imageExtents(layout, offset >> 22, inObject, clipped));
    }

    @Property
    void aQuotientIsRoundedUp(
            @ForAll @LongRange(max = 1000) long dividend, @ForAll @LongRange(min = 1, max = 50) long divisor) {
        long quotient = Striper.ceilingDivide(dividend, divisor);
        assertTrue(quotient * divisor >= dividend && (quotient - 1) * divisor < dividend);
    }
}
