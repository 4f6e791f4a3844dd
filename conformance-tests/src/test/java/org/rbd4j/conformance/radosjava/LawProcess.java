package org.rbd4j.conformance.radosjava;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rbd4j.conformance.radosjava.Verdict.Outcome;

/**
 * Laws run in a JVM of their own each, which may crash and hang as it likes.
 *
 * @param folder where each law's output goes
 * @param limit how long a law may take
 */
record LawProcess(Path folder, Duration limit) {
    /** What the JVM, the C library and Ceph say when they end a process. */
    private static final Pattern LAST_WORDS = Pattern.compile(
            "# Problematic frame:\\s+# (.+)|(.*FAILED ceph_assert.*)|(terminate called.*)|((?:free|malloc|realloc)\\(\\): .*"
                    + "|double free.*|corrupted .*|munmap_chunk.*)|# +(SIG[A-Z]+)");

    Verdict run(Law law) throws IOException, InterruptedException {
        Path verdict = folder.resolve(law + ".verdict");
        Path output = folder.resolve(law + ".log");
        Files.deleteIfExists(verdict);
        Process process = new ProcessBuilder(command(law, verdict))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Verdict(Outcome.TIMEOUT, "not done after " + limit.toSeconds() + " s");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return Files.exists(verdict)
                ? Verdict.parse(Files.readString(verdict))
                : new Verdict(Outcome.CRASH, "ended with " + process.exitValue() + lastWords(Files.readString(output)));
    }

    private List<String> command(Law law, Path verdict) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve(law + ".hs_err"),
                LawMain.class.getName(),
                law.id(),
                verdict.toString());
    }

    private static String lastWords(String output) {
        Matcher words = LAST_WORDS.matcher(output);
        StringBuilder found = new StringBuilder();
        while (words.find()) {
            for (int group = 1; group <= words.groupCount(); group++) {
                found.append(words.group(group) == null ? "" : "; " + words.group(group));
            }
        }
        return found.toString();
    }
}
