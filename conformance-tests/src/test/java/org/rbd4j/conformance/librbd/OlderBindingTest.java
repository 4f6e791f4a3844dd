package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rbd4j.conformance.radosjava.Child;
import org.rbd4j.conformance.radosjava.Law;
import org.rbd4j.conformance.radosjava.RadosJavaContracts;
import org.rbd4j.conformance.radosjava.Verdict;
import org.rbd4j.conformance.radosjava.Verdict.Outcome;

/** Another binding takes the laws too, each with a verdict of its own; all of them are run by bin/other-binding. */
@OnLibrbd
class OlderBindingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void oneLawHoldsAndOneEndsTheProcess() throws Exception {
        assertEquals(Verdict.PASSED, run("ImageIoContract.whatWasNeverWrittenIsZero"));
        assertEquals(
                new Verdict(Outcome.MISSING_CALL, "rbd_diff_iterate2"),
                run("DiffRangeContract.nothingChangedSinceNow"));
        assertEquals(
                Outcome.FAILED,
                run("ImageIoContract.aWriteThatCrossesTheEndWritesWhatFits").outcome());
        assertEquals(
                Outcome.CRASH,
                run("ClosingContract.everyCallOnAClosedImageIsRefused").outcome());
    }

    private Verdict run(String wanted) throws Exception {
        Law found = RadosJavaContracts.all().stream()
                .flatMap(contract -> Law.of(contract).stream())
                .filter(law -> law.toString().equals(wanted))
                .findFirst()
                .orElseThrow();
        return found.run(new Child(RealCluster.get().conf(), folder, LIMIT));
    }
}
