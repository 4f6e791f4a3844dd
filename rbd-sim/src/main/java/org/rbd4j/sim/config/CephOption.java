package org.rbd4j.sim.config;

import java.util.List;
import java.util.OptionalDouble;

/**
 * An option by Ceph's name, and which values it takes.
 *
 * @param name the name, such as {@code rbd_cache}
 * @param type how its values are read
 * @param least what no value may be below, if there is such a bound
 * @param most what no value may be above, if there is such a bound
 * @param values the only values, as {@link Object#toString} writes them; empty if there are others
 */
record CephOption(String name, OptionType type, OptionalDouble least, OptionalDouble most, List<String> values) {
    /** Reads a line of a resource: a name, a type, and for some {@code MIN..MAX} or {@code ONE|ANOTHER}. */
    static CephOption ofLine(String line) {
        String[] words = line.split(" ", -1);
        OptionType type = OptionType.valueOf(words[1].toUpperCase(java.util.Locale.ROOT));
        String allowed = words.length > 2 ? words[2] : "..";
        if (!allowed.contains("..")) {
            List<String> values = List.of(allowed.split("\\|", -1));
            return new CephOption(words[0], type, OptionalDouble.empty(), OptionalDouble.empty(), values);
        }
        String[] bounds = allowed.split("\\.\\.", -1);
        return new CephOption(words[0], type, bound(bounds[0]), bound(bounds[1]), List.of());
    }

    private static OptionalDouble bound(String text) {
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException with the reason, if the option does not take it
     * @throws ArithmeticException with the reason, if Ceph calls it out of range
     */
    Object read(String text) {
        Object value = type.read(text);
        if (!values.isEmpty() && !values.contains(value.toString())) {
            throw new IllegalArgumentException("it is none of " + values);
        }
        if (least.isPresent() && type.magnitude(value) < least.getAsDouble()) {
            throw new IllegalArgumentException("it is below " + least.getAsDouble());
        }
        if (most.isPresent() && type.magnitude(value) > most.getAsDouble()) {
            throw new IllegalArgumentException("it is above " + most.getAsDouble());
        }
        return value;
    }
}
