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
import java.util.concurrent.TimeUnit;

/**
 * The JVMs that run programs, one after another, each in a folder of its own.
 *
 * @param uri what they connect to
 * @param options with these options
 * @param classPath their classes
 * @param folder where the folders are made
 * @param clock how long a call may take
 */
record HostileProcess(String uri, Map<String, String> options, String classPath, Path folder, Duration clock) {
    private static final Duration PROGRAM_LIMIT = Duration.ofMinutes(8);
    private static final int NEWER = 22;
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
            Path own = Files.createDirectories(folder.resolve(name));
            Path report = own.resolve("report");
            Path output = own.resolve("output");
            Files.deleteIfExists(report);
            Files.deleteIfExists(own.resolve("journal"));
            Process process = new ProcessBuilder(command(own, program, arguments(own, name, program)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended;
            try {
                ended = process.waitFor(PROGRAM_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                process.destroyForcibly().waitFor();
            }
            List<String> hangs = new ArrayList<>(Report.hangsIn(report));
            if (!ended) {
                hangs.add("hang: the program did not end within " + PROGRAM_LIMIT.toMinutes() + " minutes");
            }
            int status = process.exitValue();
            boolean crashed = ended && status != 0 && status != Watch.HANG;
            return new Ending(
                    program.until(Journal.at(own.resolve("journal"), program.threads())),
                    crashed ? "ended with " + status + "\n" + lastWords(output) : "",
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

    private List<String> command(Path own, HostileProgram program, Path arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                program.setting().heapOption(),
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + own.resolve("hs_err"),
                "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= NEWER) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classPath, HostileMain.class.getName(), arguments.toString()));
        return command;
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
