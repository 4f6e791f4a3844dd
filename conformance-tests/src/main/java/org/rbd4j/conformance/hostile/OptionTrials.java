package org.rbd4j.conformance.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tries options in one JVM after another, for each that one of them ends. */
final class OptionTrials {
    private static final long LIMIT_MINUTES = 60;

    private final String uri;
    private final String pool;
    private final Path folder;
    private final Consumer<String> log;

    OptionTrials(String uri, String pool, Path folder, Consumer<String> log) {
        this.uri = uri;
        this.pool = pool;
        this.folder = folder;
        this.log = log;
    }

    /** What came of it; a call is an option here. */
    HostileTally run(List<OptionValue> all) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path list = folder.resolve("options");
        OptionValue.write(list, all);
        int crashes = 0;
        int hangs = 0;
        int undocumented = 0;
        int next = 0;
        while (next < all.size()) {
            Path own = Files.createDirectories(folder.resolve(String.valueOf(next)));
            Path report = own.resolve("report");
            Path journal = own.resolve("journal");
            Files.deleteIfExists(report);
            Process process = new ProcessBuilder(command(list, next, journal, report))
                    .directory(own.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(own.resolve("output").toFile())
                    .start();
            try {
                process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            } finally {
                process.destroyForcibly().waitFor();
            }
            List<String> told = new ArrayList<>(Report.undocumentedIn(report));
            undocumented += told.size();
            long reached = Journal.at(journal, 1).begun(0);
            if (reached == Long.MAX_VALUE) {
                next = all.size();
                if (process.exitValue() != 0) {
                    told.add("crash at the end of the process: ended with " + process.exitValue());
                    crashes++;
                }
            } else {
                next = (int) reached + 1;
                boolean isHang = process.exitValue() == Watch.HANG;
                hangs += isHang ? 1 : 0;
                crashes += isHang ? 0 : 1;
                told.addAll(
                        isHang
                                ? Report.hangsIn(report)
                                : List.of("crash: " + all.get((int) reached) + " ended with " + process.exitValue()));
            }
            told.forEach(log);
        }
        return new HostileTally(all.size(), crashes, hangs, undocumented);
    }

    private List<String> command(Path list, int next, Path journal, Path report) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OptionMain.class.getName(),
                uri,
                pool,
                list.toString(),
                String.valueOf(next),
                journal.toString(),
                report.toString());
    }
}
