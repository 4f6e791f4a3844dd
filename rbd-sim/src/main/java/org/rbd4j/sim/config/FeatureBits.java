package org.rbd4j.sim.config;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.rbd4j.Feature;
import org.rbd4j.Features;

/** The value of {@code rbd_default_features}: names with commas between them, or bits. Ceph: rbd_features_from_string. */
final class FeatureBits {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern BLANKS_AROUND = Pattern.compile("^\\s+|\\s+$");
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(64);
    private static final long DEFAULT = 61;

    /** What librbd sets by itself, and refuses as bits, but takes by name. */
    private static final Features INTERNAL =
            Features.of(Feature.OPERATIONS, Feature.MIGRATING, Feature.NON_PRIMARY, Feature.DIRTY_CACHE);

    private FeatureBits() {}

    static long parse(String text) {
        String value = trim(text);
        if (value.isEmpty()) {
            return DEFAULT;
        }
        if (NUMBER.matcher(value).matches()) {
            BigInteger number = new BigInteger(value);
            if (number.abs().compareTo(LIMIT) < 0) {
                return requireKnown(number.longValue());
            }
        }
        // A name that is there twice counts twice, as Ceph has it.
        return Arrays.stream(value.split(",", -1))
                .mapToLong(name -> bitOf(trim(name)))
                .sum();
    }

    private static long requireKnown(long bits) {
        long refused = new Features(bits).unknownBits() | (bits & INTERNAL.bits());
        if (refused != 0) {
            throw new IllegalArgumentException("nobody may ask for the bits 0x" + Long.toHexString(refused));
        }
        return bits;
    }

    private static long bitOf(String name) {
        return Arrays.stream(Feature.values())
                .filter(feature -> feature.cephName().equals(name))
                .mapToLong(Feature::bit)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no feature '" + name + "'"));
    }

    private static String trim(String text) {
        return BLANKS_AROUND.matcher(text).replaceAll("");
    }
}
