package org.rbd4j.readme;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rbd4j.conformance.lockstep.Transcript;
import org.rbd4j.sim.SimCluster;

class OurTranscriptTest {
    private static final int HOW_MANY = 10;

    @TestFactory
    Stream<DynamicTest> oursAnswersAsLibrbdDid() {
        return Transcript.librbd().recordings().stream()
                .limit(HOW_MANY)
                .map(recording -> DynamicTest.dynamicTest(
                        recording.name(), () -> recording.walk(new OurLockstepTest.Target(SimCluster.create()))));
    }
}
