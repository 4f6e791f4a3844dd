package org.rbd4j.conformance.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An implementation bears hostile calls: always the same ones, of which {@code bin/hostile} makes new ones. */
public abstract class HostileCallsContract {
    private static final long SEED = 20261127;

    @TempDir
    Path folder;

    /** A run on the implementation, of one thread. */
    protected abstract HostileRun run(Path folder);

    /** How many calls there is time for. */
    protected abstract long calls();

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void noProcessCrashesNothingHangsAndEveryErrorIsTheInterfaces(int threads) {
        List<String> told = new ArrayList<>();
        HostileTally tally = run(folder)
                .withThreads(threads)
                .withCallsOfEachProcess(calls() / 6)
                .withLog(told::add, Duration.ZERO)
                .run(calls(), SEED + threads);
        assertTrue(tally.isClean() && tally.calls() >= calls(), () -> tally + "\n" + String.join("\n", told));
    }
}
