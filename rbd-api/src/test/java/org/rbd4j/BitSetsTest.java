package org.rbd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The operations of {@link Features} and {@link ImageFlags} on every pair of sets of four bits, the last of them unknown. */
class BitSetsTest {
    private static final List<Long> BITS = List.of(1L, 2L, 1L << 3, 1L << 63);

    @Test
    void whatIsInASetIsInItBitByBit() {
        for (long a : sets()) {
            for (long b : sets()) {
                Features features = new Features(a);
                Features otherFeatures = new Features(b);
                ImageFlags flags = new ImageFlags(a);
                ImageFlags otherFlags = new ImageFlags(b);
                for (long bit : BITS) {
                    boolean inA = (a & bit) != 0;
                    boolean inB = (b & bit) != 0;
                    assertHas(inA || inB, bit, features.plus(otherFeatures), flags.plus(otherFlags));
                    assertHas(inA && !inB, bit, features.minus(otherFeatures), flags.minus(otherFlags));
                    assertHas(inA && inB, bit, features.and(otherFeatures), flags.and(otherFlags));
                }
                assertEquals(a == 0, features.isEmpty(), features::toString);
                assertEquals(a == 0, flags.isEmpty(), flags::toString);
            }
        }
    }

    private static long[] sets() {
        long[] sets = new long[1 << BITS.size()];
        for (int members = 0; members < sets.length; members++) {
            for (int bit = 0; bit < BITS.size(); bit++) {
                sets[members] |= (members >> bit & 1) * BITS.get(bit);
            }
        }
        return sets;
    }

    private static void assertHas(boolean expected, long bit, Features features, ImageFlags flags) {
        assertEquals(expected, (features.bits() & bit) != 0, () -> features + " at " + Long.toHexString(bit));
        assertEquals(expected, (flags.bits() & bit) != 0, () -> flags + " at " + Long.toHexString(bit));
    }
}
