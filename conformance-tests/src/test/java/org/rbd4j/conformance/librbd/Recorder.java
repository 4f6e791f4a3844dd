package org.rbd4j.conformance.librbd;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;
import org.rbd4j.conformance.lockstep.Divergence;
import org.rbd4j.conformance.lockstep.Program;
import org.rbd4j.conformance.lockstep.Programs;
import org.rbd4j.conformance.lockstep.Recording;
import org.rbd4j.conformance.lockstep.Theme;
import org.rbd4j.conformance.lockstep.Transcript;
import org.rbd4j.conformance.lockstep.TranscriptHead;

/** Takes librbd's answers down, twice for each program; what it does not answer twice in the same way is left out. */
public final class Recorder {
    private static final double SECOND = 1e9;
    private static final double SECONDS_BETWEEN_LINES = 10;

    private final RealCluster librbd = RealCluster.get();
    private final long began = System.nanoTime();
    private double nextLine = SECONDS_BETWEEN_LINES;
    private int leftOut;

    private Recorder() {}

    /**
     * Records.
     *
     * @param arguments how many programs to add, 0 to record those again that there are; then of what theme, the first one's seed,
     *     how many steps or 0 for 100 to 200, and true for programs that let the trimmer run; and the transcript's file
     * @throws IOException if the file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        int added = Integer.parseInt(arguments[0]);
        Path file = Path.of(arguments[5]);
        List<Recording> known = Files.exists(file) ? read(file).recordings() : List.of();
        Recorder recorder = new Recorder();
        if (added == 0) {
            List<Named> again = known.stream()
                    .map(recording -> new Named(recording.name(), recording.program()))
                    .toList();
            recorder.write(recorder.record(again), file);
        } else {
            List<Named> programs = programs(added, arguments);
            Stream<Recording> fresh = recorder.record(programs).stream();
            Set<String> names = new HashSet<>(programs.stream().map(Named::name).toList());
            Stream<Recording> others = known.stream().filter(recording -> !names.contains(recording.name()));
            recorder.write(Stream.concat(others, fresh).toList(), file);
        }
        System.out.flush();
        // Not by returning: a call that never returned may have left a thread behind.
        System.exit(0);
    }

    /** A program and what it is called. */
    private record Named(String name, Program program) {}

    private static List<Named> programs(int count, String[] arguments) {
        Theme theme = Theme.valueOf(arguments[1]);
        long firstSeed = Long.parseLong(arguments[2]);
        int steps = Integer.parseInt(arguments[3]);
        boolean trimmed = Boolean.parseBoolean(arguments[4]);
        List<Named> programs = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Program program =
                    steps == 0 ? Programs.ofSeed(seed, theme) : Programs.random(new Random(seed), steps, theme);
            String name = theme + " " + seed + (steps == 0 ? "" : " of " + steps + " steps");
            programs.add(trimmed ? new Named(name + " trimmed", program.trimmed()) : new Named(name, program));
        }
        return programs;
    }

    private static Transcript read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Transcript.read(in);
        }
    }

    private void write(List<Recording> recordings, Path file) throws IOException {
        Transcript transcript = new Transcript(head(), recordings);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            transcript.write(out);
        }
        System.out.printf(
                "recorded %d programs, %d operations, %d bytes; left out %d%n",
                recordings.size(), transcript.operations(), Files.size(file), leftOut);
    }

    private TranscriptHead head() {
        try (Rados rados = librbd.connect(Map.of())) {
            return new TranscriptHead(rados.librbdVersion().toString(), RealCluster.cephVersion(), LocalDate.now());
        }
    }

    private List<Recording> record(List<Named> programs) {
        List<Recording> once = new ArrayList<>();
        for (Named named : programs) {
            record(named).ifPresent(once::add);
            report("recorded", once.size());
        }
        List<Recording> twice = new ArrayList<>();
        for (Recording recording : once) {
            if (isAnsweredAgain(recording)) {
                twice.add(recording);
            }
            report("recorded again", twice.size());
        }
        return twice;
    }

    private Optional<Recording> record(Named named) {
        try {
            Recording recording = Recording.of(named.name(), named.program(), librbd);
            if (!recording.hasTimedOut()) {
                return Optional.of(recording);
            }
            leaveOut(named.name(), "a call never returned");
        } catch (RbdException failure) {
            leaveOut(named.name(), failure.toString());
        }
        return Optional.empty();
    }

    private boolean isAnsweredAgain(Recording recording) {
        try {
            recording.walk(librbd);
            return true;
        } catch (Divergence | RbdException difference) {
            leaveOut(recording.name(), "librbd does not answer twice in the same way: " + difference);
            return false;
        }
    }

    private void leaveOut(String name, String why) {
        leftOut++;
        System.out.println("left out " + name + ": " + why);
    }

    private void report(String done, int count) {
        double seconds = (System.nanoTime() - began) / SECOND;
        if (seconds >= nextLine) {
            nextLine = seconds + SECONDS_BETWEEN_LINES;
            System.err.printf("record: %.0f s, %s %d programs%n", seconds, done, count);
        }
    }
}
