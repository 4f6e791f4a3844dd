package org.rbd4j.conformance.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.conformance.ChildJvm;

/** An implementation bears hostile calls: always the same ones, of which {@code bin/hostile} makes new ones. */
public abstract class HostileCallsContract {
    private static final long SEED = 20261127;

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    /** A run on the implementation, of one thread. */
    protected abstract HostileRun run(Path folder);

    /** Of the implementation's cluster, as a process of its own reaches it or has one. */
    protected abstract String uri();

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

    /** What Java links when a line runs for the first time stays broken where there was no memory for it. */
    @Test
    void aCallThatWasFirstMadeOnAFullHeapIsDoneOnceThereIsMemory() throws IOException, InterruptedException {
        requireEndsWell(
                ChildJvm.likeThis(LIMIT).withOptions("-Xmx32m", "-XX:+UseSerialGC"), FullHeapMain.class, uri(), "rbd");
    }

    @Test
    void whatIsSelectedIsKnownHoweverTheSelectionEnds() throws IOException, InterruptedException {
        requireEndsWell(ChildJvm.likeThis(LIMIT), SelectionMain.class, uri(), "selected-" + System.nanoTime());
    }

    @Test
    void anImageIsNotTakenAwayWhileItIsMade() throws IOException, InterruptedException {
        requireEndsWell(ChildJvm.likeThis(LIMIT), HalfMadeMain.class, uri(), "half-made-" + System.nanoTime() + "-");
    }

    private void requireEndsWell(ChildJvm jvm, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        ChildJvm.Ending ending = jvm.run(folder, main, arguments);
        String output = Files.readString(ending.output());
        assertTrue(ending.isInTime() && ending.status() == 0, () -> "ended with " + ending.status() + ": " + output);
    }
}
