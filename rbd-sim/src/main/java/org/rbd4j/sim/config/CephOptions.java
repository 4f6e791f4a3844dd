package org.rbd4j.sim.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rbd4j.ConfigurationNotFoundException;
import org.rbd4j.Errno;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.RbdException;
import org.rbd4j.internal.OptionLimit;
import org.rbd4j.internal.Quoted;

/**
 * All options that a client may be given: Ceph's, as a resource lists them, and rbd4j's own. Their values are read and checked as
 * Ceph does, and those are refused that would change answers and are not modelled.
 */
public final class CephOptions {
    /** The binding has a deadline; a simulated call never hangs, so that it needs none. */
    private static final List<String> OWN = List.of("rbd4j_deadline deadline", "rbd4j_librbd_defects bool");

    private static final Map<String, CephOption> KNOWN = load("ceph-options.txt", OWN);
    private static final Map<String, CephOption> MODELLED = load("modelled-values.txt", List.of());

    private CephOptions() {}

    private static Map<String, CephOption> load(String resource, List<String> more) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(CephOptions.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return Stream.concat(lines.lines(), more.stream())
                    .filter(line -> !line.startsWith("#"))
                    .map(CephOption::ofLine)
                    .collect(Collectors.toMap(CephOption::name, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes names as Ceph's lists have them, for Ceph takes blanks for underscores: {@code rbd cache} is {@code rbd_cache}.
     *
     * @param options values by names
     * @return the values by Ceph's names, in the order of the names
     * @throws InvalidArgumentException if two of the names are the same option's
     */
    public static Map<String, String> byCephsNames(Map<String, String> options) {
        Map<String, String> byName = new TreeMap<>();
        options.forEach((name, value) -> {
            Objects.requireNonNull(value, () -> "the value of option " + name);
            if (byName.put(cephsName(name), value) != null) {
                throw new InvalidArgumentException("connect: option " + Quoted.of(cephsName(name)) + " is there twice");
            }
        });
        return Collections.unmodifiableMap(byName);
    }

    private static String cephsName(String name) {
        return name.isBlank() ? name : name.replaceAll("^\\s+|\\s+$", "").replaceAll("\\s+", "_");
    }

    /**
     * Reads and checks values.
     *
     * @param options values by Ceph's names
     * @return each as a Boolean, a Long, which may be unsigned, a Double or the text
     * @throws ConfigurationNotFoundException if there is no such option
     * @throws InvalidArgumentException if a name is empty, or a value is refused or not modelled
     * @throws RbdException with errno 34 if the level of a log is out of range
     */
    public static Map<String, Object> read(Map<String, String> options) {
        Map<String, Object> values = new HashMap<>();
        options.forEach((name, text) -> values.put(name, read(name, text)));
        return values;
    }

    private static Object read(String name, String text) {
        if (name.isEmpty()) {
            throw new InvalidArgumentException("connect: an option without a name has the value " + Quoted.of(text));
        }
        CephOption option = KNOWN.get(name);
        if (option == null) {
            throw new ConfigurationNotFoundException("connect: there is no option " + Quoted.of(name));
        }
        Object value = read(option, text);
        if (MODELLED.containsKey(name)) {
            requireModelled(MODELLED.get(name), text);
        }
        String call = "connect: option " + Quoted.of(name);
        OptionLimit.requireShort(call, name, text);
        OptionLimit.require(call, name, value::toString);
        return value;
    }

    private static Object read(CephOption option, String text) {
        String call = "connect: option " + option.name() + " refuses the value " + Quoted.of(text) + ": ";
        try {
            return option.read(text);
        } catch (ArithmeticException outOfRange) {
            throw RbdException.of(Errno.ERANGE, call + outOfRange.getMessage());
        } catch (IllegalArgumentException refused) {
            throw new InvalidArgumentException(call + refused.getMessage());
        }
    }

    private static void requireModelled(CephOption modelled, String text) {
        try {
            modelled.read(text);
        } catch (IllegalArgumentException another) {
            throw new InvalidArgumentException("connect: option " + modelled.name() + " = " + Quoted.of(text)
                    + " is not modelled by the simulator: " + another.getMessage());
        }
    }
}
