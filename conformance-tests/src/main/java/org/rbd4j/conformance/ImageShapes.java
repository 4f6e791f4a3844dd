package org.rbd4j.conformance;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Tuple;
import org.rbd4j.Feature;
import org.rbd4j.Features;

/** Images of up to a dozen objects, mostly small ones so that many borders are near, with sizes that are no multiple of anything. */
final class ImageShapes implements ArbitrarySupplier<ImageShape> {
    private static final Features EXCLUSIVE = Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK);

    @Override
    public Arbitrary<ImageShape> get() {
        return orders().flatMap(order -> sizes(1L << order)
                .flatMap(size -> stripings(1L << order)
                        .flatMap(striping -> features()
                                .map(set -> new ImageShape(size, order, striping.get1(), striping.get2(), set)))));
    }

    private static Arbitrary<Integer> orders() {
        return Arbitraries.frequency(
                Tuple.of(8, 12), Tuple.of(4, 13), Tuple.of(2, 14), Tuple.of(2, 16), Tuple.of(1, 20));
    }

    private static Arbitrary<Long> sizes(long objectSize) {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1, 12 * objectSize),
                Offsets.nearBorders(objectSize, 12 * objectSize).filter(size -> size > 0));
    }

    private static Arbitrary<Tuple.Tuple2<Long, Long>> stripings(long objectSize) {
        Arbitrary<Tuple.Tuple2<Long, Long>> none = Arbitraries.just(Tuple.of(objectSize, 1L));
        Arbitrary<Tuple.Tuple2<Long, Long>> some = Arbitraries.of(512L, 1024L, objectSize / 2, objectSize)
                .flatMap(unit -> Arbitraries.longs().between(1, 5).map(count -> Tuple.of(unit, count)));
        return Arbitraries.frequencyOf(Tuple.of(3, none), Tuple.of(1, some));
    }

    private static Arbitrary<Features> features() {
        return Arbitraries.of(
                Features.of(Feature.LAYERING),
                EXCLUSIVE,
                EXCLUSIVE.with(Feature.OBJECT_MAP),
                EXCLUSIVE.with(Feature.OBJECT_MAP).with(Feature.DEEP_FLATTEN),
                Features.of(Feature.LAYERING, Feature.DEEP_FLATTEN));
    }
}
