package org.rbd4j.sim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the simulator does with those of Ceph's options that it has no code for; the list stands in a resource. */
final class CephOptions {
    enum Use {
        UNUSED,
        UNMODELLED,
        UNKNOWN
    }

    private static final String RESOURCE = "ceph-options.txt";
    private static final Map<String, Use> USES = load();

    private CephOptions() {}

    static Use useOf(String option) {
        return USES.getOrDefault(option, Use.UNKNOWN);
    }

    private static Map<String, Use> load() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(CephOptions.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(
                            words -> words[0], words -> Use.valueOf(words[1].toUpperCase(Locale.ROOT))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
