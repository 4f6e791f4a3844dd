package org.rbd4j.conformance.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/** Connects with one option after another, and does what an app does, in this JVM, which may not survive it. */
final class OptionMain {
    private static final long IMAGE_SIZE = 8L << 20;
    private static final Duration CLOCK = Duration.ofSeconds(25);

    private OptionMain() {}

    /**
     * Runs it.
     *
     * @param arguments the URI, the pool, a file with an option and its value on each line, the line to begin with, the journal, the
     *     report
     */
    public static void main(String... arguments) throws IOException {
        List<OptionValue> all = OptionValue.read(Path.of(arguments[2]));
        Journal journal = Journal.at(Path.of(arguments[4]), 1);
        Report report = new Report(Path.of(arguments[5]));
        Watch watch = new Watch(report, CLOCK, 1);
        watch.begin();
        for (int i = Integer.parseInt(arguments[3]); i < all.size(); i++) {
            journal.begin(0, i);
            OptionValue value = all.get(i);
            watch.of(0).enter(i, value.toString());
            try {
                use(arguments[0], arguments[1], value);
            } catch (RbdException told) {
                Files.writeString(
                        Path.of(arguments[5] + ".told"),
                        value + ": " + told + "\n",
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.APPEND);
            } catch (RuntimeException | Error undocumented) {
                report.undocumented(value.toString(), undocumented);
            }
            watch.of(0).leave();
        }
        journal.begin(0, Long.MAX_VALUE);
    }

    private static void use(String uri, String poolName, OptionValue value) {
        Map<String, String> options = new HashMap<>(Map.of("client_mount_timeout", "5"));
        options.put(value.option(), value.value());
        try (Rados rados = Rados.connect(uri, options);
                Pool pool = rados.openPool(poolName)) {
            String name = "image-" + value.option();
            pool.createImage(name, IMAGE_SIZE);
            try (Image image = pool.openImage(name)) {
                image.write(0, new byte[4096]);
                image.snapshots().create("s");
                image.async().write(1 << 20, new byte[4096]).join();
                image.read(0, 4096);
                image.flush();
                image.snapshots().remove("s");
                image.resize(IMAGE_SIZE / 2);
            } finally {
                pool.removeImage(name);
            }
        }
    }
}
