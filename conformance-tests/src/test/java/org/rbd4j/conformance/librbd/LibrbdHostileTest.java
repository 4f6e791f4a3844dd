package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.conformance.hostile.HostileRun;
import org.rbd4j.conformance.hostile.HostileTally;

/** The binding bears hostile calls: always the same ones, of which {@code bin/hostile} makes new ones. */
@OnLibrbd
class LibrbdHostileTest {
    private static final long CALLS = 1_200;
    private static final long OF_EACH_PROCESS = 200;
    private static final long SEED = 20261127;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void noProcessCrashesNothingHangsAndEveryErrorIsTheInterfaces(int threads) {
        List<String> told = new ArrayList<>();
        HostileTally tally = run(folder, Duration.ofSeconds(60))
                .withThreads(threads)
                .withCallsOfEachProcess(OF_EACH_PROCESS)
                .withLog(told::add, Duration.ZERO)
                .run(CALLS, SEED + threads);
        assertTrue(tally.isClean() && tally.calls() >= CALLS, () -> tally + "\n" + String.join("\n", told));
    }

    static HostileRun run(Path folder, Duration clock) {
        return HostileRun.on(
                "ceph:" + RealCluster.get().conf(), Map.of("rbd4j_deadline", "3", "rbd_cache", "false"), folder, clock);
    }
}
