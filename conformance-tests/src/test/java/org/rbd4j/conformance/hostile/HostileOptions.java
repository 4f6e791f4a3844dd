package org.rbd4j.conformance.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rbd4j.Rados;

/** The program of {@code bin/hostile --options}: a client with each option of Ceph, one after another, on a real cluster. */
final class HostileOptions {
    private HostileOptions() {}

    /**
     * Runs it.
     *
     * @param arguments what the names of the options must match, in full
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        String uri = "ceph:" + System.getenv("RBD4J_CEPH_CONF");
        String pool = "hostile-options";
        try (Rados rados = Rados.connect(uri, Map.of())) {
            rados.createPool(pool);
        }
        List<OptionValue> values = HostileValues.all().stream()
                .filter(value -> value.option().matches(arguments[0]))
                .toList();
        HostileTally tally = new OptionTrials(
                        uri,
                        pool,
                        Path.of(System.getProperty("basedir"), "target", "hostile-options"),
                        System.out::println)
                .run(values);
        System.out.println(tally);
        System.exit(tally.isClean() ? 0 : 1);
    }
}
