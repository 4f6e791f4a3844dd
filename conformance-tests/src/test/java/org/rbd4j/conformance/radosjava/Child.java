package org.rbd4j.conformance.radosjava;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rbd4j.conformance.ChildJvm;
import org.rbd4j.conformance.radosjava.Verdict.Outcome;

/**
 * Judges one thing at a time in a JVM of its own, which may crash and hang as it likes.
 *
 * @param conf the cluster that it is to use, as {@code RBD4J_CEPH_CONF}
 * @param folder where the folders of these JVMs are made
 * @param limit how long it may take
 */
public record Child(Path conf, Path folder, Duration limit) {
    /** What the JVM, the C library and Ceph say when they end a process. */
    private static final Pattern LAST_WORDS = Pattern.compile(
            "# Problematic frame:\\s+# (.+)|(.*FAILED ceph_assert.*)|(terminate called.*)|((?:free|malloc|realloc)\\(\\): .*"
                    + "|double free.*|corrupted .*|munmap_chunk.*)|# +(SIG[A-Z]+)");

    /**
     * Runs it.
     *
     * @param name what its folder is called
     * @param main takes the argument and the file into which it writes its verdict
     * @param argument what it is to run
     * @return how it ended
     */
    public Verdict run(String name, Class<?> main, String argument) throws IOException, InterruptedException {
        Path own = folder.resolve(name).toAbsolutePath();
        Path verdict = own.resolve("verdict");
        Files.deleteIfExists(verdict);
        ChildJvm.Ending ending = ChildJvm.likeThis(limit)
                .withEnvironment("RBD4J_CEPH_CONF", conf.toAbsolutePath().toString())
                .run(own, main, argument, verdict.toString());
        if (!ending.isInTime()) {
            return new Verdict(Outcome.TIMEOUT, "not done after " + limit.toSeconds() + " s");
        }
        return Files.exists(verdict)
                ? Verdict.parse(Files.readString(verdict))
                : new Verdict(
                        Outcome.CRASH, "ended with " + ending.status() + lastWords(Files.readString(ending.output())));
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
