package org.rbd4j.conformance;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Offsets that love the borders of objects. */
final class Offsets {
    private Offsets() {}

    /** Offsets from 0 to {@code end}, both included: anywhere, or a byte beside a border. */
    static Arbitrary<Long> upTo(long objectSize, long end) {
        return Arbitraries.oneOf(Arbitraries.longs().between(0, end), nearBorders(objectSize, end));
    }

    static Arbitrary<Long> nearBorders(long objectSize, long end) {
        return Combinators.combine(
                        Arbitraries.longs().between(0, end / objectSize + 1),
                        Arbitraries.longs().between(-1, 1))
                .as((border, step) -> Math.max(0, Math.min(end, border * objectSize + step)));
    }
}
