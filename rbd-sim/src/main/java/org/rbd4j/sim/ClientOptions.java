package org.rbd4j.sim;

import java.util.HashMap;
import java.util.Map;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.internal.Quoted;
import org.rbd4j.sim.config.CephOptions;
import org.rbd4j.sim.librbd.CreationDefaults;
import org.rbd4j.sim.librbd.LibrbdProfile;

/**
 * One client's options: Ceph's names, defaults and checks.
 *
 * @param creationDefaults the {@code rbd_default_…} options
 * @param discardGranularity {@code rbd_discard_granularity_bytes}, or 0 where {@code rbd_skip_partial_discard} is off
 * @param profile which librbd the client has; {@code rbd4j_librbd_defects} tells whether it answers wrongly where librbd does
 */
record ClientOptions(CreationDefaults creationDefaults, long discardGranularity, LibrbdProfile profile) {
    private static final String GRANULARITY = "rbd_discard_granularity_bytes";
    private static final String STRIPE_COUNT = "rbd_default_stripe_count";
    private static final long STRIPE_COUNT_LIMIT = 1L << 32;

    /** librbd keeps the lowest eight bits of the order. */
    private static final int ORDER_MASK = 0xff;

    private static final Map<String, String> DEFAULTS = Map.of(
            GRANULARITY,
            "65536",
            "rbd_skip_partial_discard",
            "true",
            "rbd_default_features",
            "61",
            "rbd_default_order",
            "22",
            "rbd_default_stripe_unit",
            "0",
            STRIPE_COUNT,
            "0",
            "rbd4j_librbd_defects",
            "true");

    /** Reads and checks options by Ceph's names. */
    static ClientOptions parse(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(DEFAULTS);
        all.putAll(options);
        all.forEach((name, value) -> {
            Arguments.requireCString("connect: option " + Quoted.of(name), name);
            Arguments.requireCString("connect: option " + Quoted.of(name), value);
        });
        Map<String, Object> values = CephOptions.read(all);
        long granularity = discardGranularity(values);
        return new ClientOptions(
                creationDefaults(values),
                (Boolean) values.get("rbd_skip_partial_discard") ? granularity : 0,
                (Boolean) values.get("rbd4j_librbd_defects")
                        ? LibrbdProfile.PACIFIC
                        : LibrbdProfile.PACIFIC.withoutDefects());
    }

    private static CreationDefaults creationDefaults(Map<String, Object> values) {
        long unit = (Long) values.get("rbd_default_stripe_unit");
        long count = (Long) values.get(STRIPE_COUNT);
        if (count < 0 || count >= STRIPE_COUNT_LIMIT) {
            throw new InvalidArgumentException("connect: option " + STRIPE_COUNT + " refuses the value "
                    + Long.toUnsignedString(count) + ": it is not within 0..2^32-1");
        }
        return new CreationDefaults(
                knownFeatures((Long) values.get("rbd_default_features")),
                (int) ((Long) values.get("rbd_default_order") & ORDER_MASK),
                // More than a long holds is more than every object, as the largest long is.
                unit < 0 ? Long.MAX_VALUE : unit,
                count);
    }

    /** librbd drops what the cluster does not know, for these are only defaults. */
    private static Features knownFeatures(long bits) {
        return Features.of(new Features(bits).known().toArray(Feature[]::new));
    }

    private static long discardGranularity(Map<String, Object> values) {
        long granularity = (Long) values.get(GRANULARITY);
        if (Long.bitCount(granularity) != 1) {
            throw new InvalidArgumentException("connect: option " + GRANULARITY + " refuses the value " + granularity
                    + ": it is not a power of two");
        }
        return granularity;
    }
}
