package org.rbd4j.sim;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.RbdException;
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
    private static final long SMALLEST_GRANULARITY = 4096;
    private static final long LARGEST_GRANULARITY = 32L << 20;

    /** The binding's own option: a simulated call never hangs, so that it needs none. */
    private static final String DEADLINE = "rbd4j_deadline";

    private static final Map<String, String> DEFAULTS = Map.of(
            "rbd_cache", "false",
            "rbd_discard_granularity_bytes", "65536",
            "rbd_skip_partial_discard", "true",
            "rbd_default_features", "61",
            "rbd_default_order", "22",
            "rbd_default_stripe_unit", "0",
            "rbd_default_stripe_count", "0",
            "rbd_default_format", "2",
            "rbd_default_clone_format", "auto",
            "rbd4j_librbd_defects", "true");

    static ClientOptions parse(Map<String, String> options) {
        Map<String, String> values = new HashMap<>(DEFAULTS);
        options.forEach((name, value) -> {
            requireKnown(name, value);
            values.put(name, value);
        });
        requireModelled(values, "rbd_default_format", "2");
        requireModelled(values, "rbd_default_clone_format", "1", "auto");
        if (toBoolean(values, "rbd_cache")) {
            throw new InvalidArgumentException("connect: rbd_cache = true is not modelled by the simulator");
        }
        long granularity = toNumber(values, "rbd_discard_granularity_bytes");
        if (granularity < SMALLEST_GRANULARITY
                || granularity > LARGEST_GRANULARITY
                || Long.bitCount(granularity) != 1) {
            throw refused("rbd_discard_granularity_bytes", values);
        }
        return new ClientOptions(
                new CreationDefaults(
                        toFeatures(values),
                        (int) Math.min(Integer.MAX_VALUE, toNumber(values, "rbd_default_order")),
                        toNumber(values, "rbd_default_stripe_unit"),
                        toNumber(values, "rbd_default_stripe_count")),
                toBoolean(values, "rbd_skip_partial_discard") ? granularity : 0,
                toBoolean(values, "rbd4j_librbd_defects")
                        ? LibrbdProfile.PACIFIC
                        : LibrbdProfile.PACIFIC.withoutDefects());
    }

    private static void requireKnown(String name, String value) {
        if (name.isEmpty()) {
            throw new InvalidArgumentException("connect: an option without a name has the value '" + value + "'");
        }
        if (DEFAULTS.containsKey(name) || name.equals(DEADLINE) || name.startsWith("debug_")) {
            return;
        }
        switch (CephOptions.useOf(name)) {
            case UNUSED -> {}
            case UNMODELLED ->
                throw new InvalidArgumentException(
                        "connect: option " + name + " = " + value + " is not modelled by the simulator");
            case UNKNOWN -> throw RbdException.of(Errno.ENOENT, "connect: there is no option " + name);
        }
    }

    private static void requireModelled(Map<String, String> values, String name, String... modelled) {
        if (!Set.of(modelled).contains(values.get(name))) {
            throw new InvalidArgumentException(
                    "connect: " + name + " = " + values.get(name) + " is not modelled by the simulator");
        }
    }

    private static boolean toBoolean(Map<String, String> values, String name) {
        return switch (values.get(name).toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw refused(name, values);
        };
    }

    private static long toNumber(Map<String, String> values, String name) {
        try {
            long number = Long.parseLong(values.get(name));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw refused(name, values);
        }
        throw refused(name, values);
    }

    private static Features toFeatures(Map<String, String> values) {
        String text = values.get("rbd_default_features");
        if (text.isEmpty()) {
            text = DEFAULTS.get("rbd_default_features");
        }
        Features features = Features.NONE;
        if (text.chars().allMatch(Character::isDigit)) {
            features = new Features(toNumber(Map.of("rbd_default_features", text), "rbd_default_features"));
        } else {
            for (String name : text.split(",")) {
                features = features.with(Feature.ofCephName(name.trim()));
            }
        }
        if (features.unknownBits() != 0) {
            throw refused("rbd_default_features", values);
        }
        return features;
    }

    private static InvalidArgumentException refused(String name, Map<String, String> values) {
        return new InvalidArgumentException(
                "connect: option " + name + " refuses the value '" + values.get(name) + "'");
    }
}
