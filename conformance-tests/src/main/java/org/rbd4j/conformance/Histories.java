package org.rbd4j.conformance;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Images of every shape with up to eight edits before and after: mostly writes around object borders, some discards and resizes. */
final class Histories implements ArbitrarySupplier<History> {
    @Override
    public Arbitrary<History> get() {
        return new ImageShapes().get().flatMap(shape -> {
            Arbitrary<List<Edit>> edits = edits(shape).list().ofMaxSize(8);
            return Combinators.combine(edits, edits).as((before, after) -> new History(shape, before, after));
        });
    }

    private static Arbitrary<Edit> edits(ImageShape shape) {
        return Arbitraries.frequencyOf(
                Tuple.of(6, writes(shape)), Tuple.of(2, discards()), Tuple.of(1, resizes(shape)));
    }

    private static Arbitrary<Edit> writes(ImageShape shape) {
        int most = (int) Math.min(3 * shape.objectSizeInBytes(), 300_000);
        return Combinators.combine(
                        Offsets.upTo(shape.objectSizeInBytes(), shape.sizeInBytes()),
                        Arbitraries.integers().between(1, most),
                        Arbitraries.integers().between(1, 1000))
                .as(Edit.Write::new);
    }

    private static Arbitrary<Edit> discards() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(1, 5))
                .as(Edit.Discard::new);
    }

    private static Arbitrary<Edit> resizes(ImageShape shape) {
        return Offsets.upTo(shape.objectSizeInBytes(), shape.sizeInBytes() * 5 / 4)
                .map(size -> new Edit.Resize(size.intValue()));
    }
}
