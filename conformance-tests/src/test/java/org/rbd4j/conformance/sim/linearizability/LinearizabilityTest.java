package org.rbd4j.conformance.sim.linearizability;

import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever threads do at once, some order of their calls explains every answer. */
class LinearizabilityTest {
    @ParameterizedTest
    @ValueSource(classes = {ImageOperations.class, WholeImageOperations.class, PoolOperations.class})
    void someOrderOfTheCallsExplainsEveryAnswer(Class<?> operations) {
        new StressOptions()
                .iterations(6)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .check(operations);
    }
}
