package org.rbd4j.conformance.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.rbd4j.conformance.ChildJvm;

/**
 * The JVMs that run programs, one after another, each in a folder of its own.
 *
 * @param uri what they connect to
 * @param options with these options
 * @param jvm with their classes
 * @param folder where the folders are made
 * @param clock how long a call may take
 */
record HostileProcess(String uri, Map<String, String> options, ChildJvm jvm, Path folder, Duration clock) {
    static final Duration PROGRAM_LIMIT = Duration.ofMinutes(8);
    private static final int LAST_LINES = 12;

    /**
     * How a program ended.
     *
     * @param begun as much of it as was begun
     * @param crash what was last heard of a process that ended before its program; empty if none did
     */
    record Ending(HostileProgram begun, String crash, List<String> hangs, List<String> undocumented) {
        HostileTally tally() {
            return new HostileTally(begun.length(), crash.isEmpty() ? 0 : 1, hangs.size(), undocumented.size());
        }

        boolean isFatal() {
            return !crash.isEmpty() || !hangs.isEmpty();
        }
    }

    Ending run(String name, HostileProgram program) {
        try {
            Path own = Files.createDirectories(folder.resolve(name).toAbsolutePath());
            Path report = own.resolve("report");
            Files.deleteIfExists(report);
            Files.deleteIfExists(own.resolve("journal"));
            ChildJvm.Ending ending = jvm.withOptions(program.setting().heapOption(), "-XX:TieredStopAtLevel=1")
                    .run(own, HostileMain.class, arguments(own, name, program).toString());
            List<String> hangs = new ArrayList<>(Report.hangsIn(report));
            if (!ending.isInTime()) {
                hangs.add("hang: the program did not end within " + PROGRAM_LIMIT.toMinutes() + " minutes");
            }
            boolean crashed = ending.isInTime() && ending.status() != 0 && ending.status() != Watch.HANG;
            return new Ending(
                    program.until(Journal.at(own.resolve("journal"), program.threads())),
                    crashed ? "ended with " + ending.status() + "\n" + lastWords(ending.output()) : "",
                    hangs,
                    Report.undocumentedIn(report));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " runs", interrupted);
        }
    }

    private Path arguments(Path own, String name, HostileProgram program) throws IOException {
        Properties properties = new Properties();
        program.store(properties);
        properties.setProperty("uri", uri);
        options.forEach((option, value) -> properties.setProperty("option." + option, value));
        properties.setProperty("prefix", "hostile-" + Long.toHexString(program.seed()) + "-" + name);
        properties.setProperty("journal", own.resolve("journal").toString());
        properties.setProperty("report", own.resolve("report").toString());
        properties.setProperty("clock", String.valueOf(clock.toSeconds()));
        Path file = own.resolve("program");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    private static String lastWords(Path output) throws IOException {
        List<String> lines = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        List<String> telling = lines.stream()
                .filter(line -> line.contains("FAILED ceph_assert")
                        || line.contains("Problematic frame")
                        || line.contains("SIG")
                        || line.contains("terminate called")
                        || line.contains("Unrecoverable"))
                .limit(4)
                .toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return String.join("\n", telling) + "\n...\n" + String.join("\n", last);
    }
}
