package org.rbd4j.conformance.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.rbd4j.sim.SimCluster;

/** Every option that Ceph has, each with values that nobody should give it. */
final class HostileValues {
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "2147483647",
            "2147483648",
            "4294967295",
            "4294967296",
            "9223372036854775807",
            "18446744073709551615",
            "-9223372036854775808");
    private static final List<String> FRACTIONS = List.of("0", "-1", "1e-9", "1e300", "-1e300", "nan", "inf");
    private static final List<String> BOOLEANS = List.of("true", "false", "maybe");
    private static final List<String> TEXTS =
            List.of("", "x", "-1", "0", "/nowhere/at/all", "%s%s%n", "$pid.$name", "a b,c;d", "n".repeat(5000));

    private HostileValues() {}

    /** All of them, in the order of the options. */
    static List<OptionValue> all() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                SimCluster.class.getResourceAsStream("config/ceph-options.txt"), StandardCharsets.UTF_8))) {
            List<OptionValue> all = new ArrayList<>();
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(words -> values(words).forEach(value -> all.add(new OptionValue(words[0], value))));
            return all;
        }
    }

    private static Stream<String> values(String[] option) {
        return switch (option[1]) {
            case "bool" -> BOOLEANS.stream();
            case "float" -> FRACTIONS.stream();
            case "str" ->
                option.length > 2
                        ? Stream.concat(Arrays.stream(option[2].split("\\|")), Stream.of("none of these"))
                        : TEXTS.stream();
            case "addr", "addrvec", "uuid" -> TEXTS.stream();
            default -> NUMBERS.stream();
        };
    }
}
