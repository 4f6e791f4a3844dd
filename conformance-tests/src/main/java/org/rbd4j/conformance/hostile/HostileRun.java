package org.rbd4j.conformance.hostile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.rbd4j.conformance.ChildJvm;
import org.rbd4j.conformance.hostile.HostileProcess.Ending;

/**
 * Makes hostile calls on a target, as many as it is told, in one JVM after another: each dies with what it did. The classes of this JVM are
 * the classes of those.
 */
public final class HostileRun {
    private static final List<Setting> ALL_SETTINGS = List.of(
            Setting.PLENTY,
            Setting.LITTLE_STACK,
            Setting.ONE_HANDLE,
            Setting.LITTLE_HEAP,
            Setting.PLENTY,
            Setting.VIRTUAL_THREADS);
    private static final long SEED_STEP = 1_000_003;
    private static final int LONGEST_LINE = 400;

    private final HostileProcess process;
    private final int threads;
    private final long callsOfEachProcess;
    private final List<Setting> turns;
    private final Duration shrinking;
    private final Consumer<String> log;
    private final Set<String> told = new HashSet<>();

    private HostileRun(
            HostileProcess process,
            int threads,
            long callsOfEachProcess,
            List<Setting> turns,
            Duration shrinking,
            Consumer<String> log) {
        this.process = process;
        this.threads = threads;
        this.callsOfEachProcess = callsOfEachProcess;
        this.turns = turns;
        this.shrinking = shrinking;
        this.log = log;
    }

    /**
     * A run of one thread at a time, which tells nobody what it sees.
     *
     * @param uri what the calls are made on, as for {@link org.rbd4j.Rados#connect(String, Map)}; each JVM connects anew
     * @param options of these connections
     * @param folder where it keeps what each JVM said
     * @param clock how long a call may take by the clock; of a processor it may take five seconds
     * @return the run
     */
    public static HostileRun on(String uri, Map<String, String> options, Path folder, Duration clock) {
        return new HostileRun(
                new HostileProcess(
                        uri, Map.copyOf(options), ChildJvm.likeThis(HostileProcess.PROGRAM_LIMIT), folder, clock),
                1,
                1000,
                ALL_SETTINGS,
                Duration.ZERO,
                line -> {});
    }

    /**
     * With more threads, which share all handles.
     *
     * @param count how many
     * @return the run
     */
    public HostileRun withThreads(int count) {
        return new HostileRun(process, count, callsOfEachProcess, turns, shrinking, log);
    }

    /**
     * With longer or shorter programs.
     *
     * @param calls how many calls one JVM makes
     * @return the run
     */
    public HostileRun withCallsOfEachProcess(long calls) {
        return new HostileRun(process, threads, calls, turns, shrinking, log);
    }

    /**
     * With every call through the same connection, the same pool and the same image, instead of what all settings take turns with.
     *
     * @return the run
     */
    public HostileRun throughOneHandle() {
        return new HostileRun(process, threads, callsOfEachProcess, List.of(Setting.ONE_HANDLE), shrinking, log);
    }

    /**
     * With classes that win over those of this JVM.
     *
     * @param classes a folder of them
     * @return the run
     */
    public HostileRun withClasses(Path classes) {
        return new HostileRun(
                new HostileProcess(
                        process.uri(),
                        process.options(),
                        process.jvm().withClasses(classes),
                        process.folder(),
                        process.clock()),
                threads,
                callsOfEachProcess,
                turns,
                shrinking,
                log);
    }

    /**
     * With somebody who is told of progress and of each failure.
     *
     * @param lines takes a text of one line or more
     * @param limit how long the shortest program is looked for that fails in the same way
     * @return the run
     */
    public HostileRun withLog(Consumer<String> lines, Duration limit) {
        return new HostileRun(process, threads, callsOfEachProcess, turns, limit, lines);
    }

    /**
     * Makes the calls.
     *
     * @param calls at least how many
     * @param seed what they are made of; the same seed gives the same calls
     * @return what came of them
     */
    public HostileTally run(long calls, long seed) {
        HostileTally tally = HostileTally.NONE;
        for (int turn = 0; tally.calls() < calls; turn++) {
            long each = Math.max(1, Math.min(callsOfEachProcess, calls - tally.calls()) / threads);
            HostileProgram program =
                    HostileProgram.of(seed + turn * SEED_STEP, turns.get(turn % turns.size()), threads, each);
            Ending ending = process.run(String.valueOf(turn), program);
            tally = tally.plus(ending.tally());
            tell(program, ending);
            log.accept("... " + program.setting() + ", " + tally);
        }
        return tally;
    }

    private void tell(HostileProgram program, Ending ending) {
        String which = " of seed " + program.seed() + ", " + program.setting() + ", " + threads + " threads";
        ending.undocumented().stream()
                .filter(text -> told.add(kindOf(text)))
                .forEach(text -> log.accept(cut(text) + which));
        if (!ending.isFatal()) {
            return;
        }
        log.accept((ending.crash().isEmpty() ? String.join("\n", ending.hangs()) : "crash: " + ending.crash()) + which);
        if (!shrinking.isZero()) {
            HostileProgram shortest = new ShortestProgram(
                            shorter -> process.run("shorter", shorter).isFatal(), shrinking)
                    .of(ending.begun());
            log.accept("  the shortest program that was found:\n" + shortest.text());
        }
    }

    private static String cut(String text) {
        return text.lines()
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line)
                .collect(Collectors.joining("\n"));
    }

    /** What was thrown and where, without what differs from call to call. */
    private static String kindOf(String undocumented) {
        String thrown = undocumented.lines().skip(1).findFirst().orElse("").replaceAll("[0-9]+|'[^']*'", "N");
        return undocumented
                .lines()
                .filter(line -> line.contains("at org.rbd4j.") && !line.contains("conformance"))
                .map(line -> line.replaceAll(":[0-9]+", ""))
                .limit(3)
                .reduce(thrown, String::concat);
    }
}
