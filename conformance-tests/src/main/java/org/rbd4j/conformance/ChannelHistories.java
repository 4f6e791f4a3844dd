package org.rbd4j.conformance;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Images of every shape with up to twenty calls of a channel: mostly reads and writes in a row, around borders and the end. */
final class ChannelHistories implements ArbitrarySupplier<ChannelHistory> {
    @Override
    public Arbitrary<ChannelHistory> get() {
        return new ImageShapes()
                .get()
                .flatMap(shape -> steps(shape).list().ofMaxSize(20).map(steps -> new ChannelHistory(shape, steps)));
    }

    private static Arbitrary<ChannelStep> steps(ImageShape shape) {
        return Arbitraries.frequencyOf(
                Tuple.of(4, offsets(shape).map(ChannelStep.Position::new)),
                Tuple.of(5, reads(shape)),
                Tuple.of(5, writes(shape)),
                Tuple.of(1, offsets(shape).map(ChannelStep.Truncate::new)));
    }

    private static Arbitrary<Long> offsets(ImageShape shape) {
        return Offsets.upTo(shape.objectSizeInBytes(), shape.sizeInBytes() * 5 / 4);
    }

    private static Arbitrary<ChannelStep> reads(ImageShape shape) {
        return Combinators.combine(lengths(shape), Arbitraries.of(true, false)).as(ChannelStep.Read::new);
    }

    private static Arbitrary<ChannelStep> writes(ImageShape shape) {
        return Combinators.combine(lengths(shape), Arbitraries.integers().between(1, 1000), Arbitraries.of(true, false))
                .as(ChannelStep.Write::new);
    }

    private static Arbitrary<Integer> lengths(ImageShape shape) {
        return Arbitraries.integers().between(0, (int) Math.min(3 * shape.objectSizeInBytes(), 300_000));
    }
}
