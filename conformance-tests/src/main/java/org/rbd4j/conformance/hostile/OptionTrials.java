package org.rbd4j.conformance.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rbd4j.conformance.ChildJvm;

/** Tries options in one JVM after another, for each that one of them ends. */
final class OptionTrials {
    private static final Duration LIMIT = Duration.ofMinutes(60);

    private final String uri;
    private final String pool;
    private final Path folder;
    private final Consumer<String> log;
    private final ChildJvm jvm = ChildJvm.likeThis(LIMIT).withOptions("-Xmx256m", "-XX:TieredStopAtLevel=1");

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
            ChildJvm.Ending ending = jvm.run(
                    own,
                    OptionMain.class,
                    uri,
                    pool,
                    list.toAbsolutePath().toString(),
                    String.valueOf(next),
                    journal.toAbsolutePath().toString(),
                    report.toAbsolutePath().toString());
            List<String> told = new ArrayList<>(Report.undocumentedIn(report));
            undocumented += told.size();
            long reached = Journal.at(journal, 1).begun(0);
            if (reached == Long.MAX_VALUE) {
                next = all.size();
                if (ending.status() != 0) {
                    told.add("crash at the end of the process: ended with " + ending.status());
                    crashes++;
                }
            } else {
                next = (int) reached + 1;
                boolean isHang = ending.status() == Watch.HANG;
                hangs += isHang ? 1 : 0;
                crashes += isHang ? 0 : 1;
                told.addAll(
                        isHang
                                ? Report.hangsIn(report)
                                : List.of("crash: " + all.get((int) reached) + " ended with " + ending.status()));
            }
            told.forEach(log);
        }
        return new HostileTally(all.size(), crashes, hangs, undocumented);
    }
}
