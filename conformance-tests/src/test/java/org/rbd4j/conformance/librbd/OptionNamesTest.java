package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rbd4j.sim.SimCluster;

/** The simulator knows the options that the cluster lists. */
@OnLibrbd
class OptionNamesTest {
    @Test
    void areThoseOfTheCluster() throws IOException {
        Set<String> listed = new TreeSet<>(RealCluster.get().ceph("config", "ls"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                SimCluster.class.getResourceAsStream("config/ceph-options.txt"), StandardCharsets.UTF_8))) {
            Set<String> known = lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ")[0])
                    .filter(name -> listed.contains(name) || !name.startsWith("debug_"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(listed, known, "but for the levels of logs, which the cluster does not list");
        }
    }
}
