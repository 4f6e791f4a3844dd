package org.rbd4j.conformance.wrong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each wrong simulator is caught: by what is said to catch it, or where no law can know, by lockstep. */
class WrongSimulatorsTest {
    /** A property tries cases of chance, and may be run again. */
    private static final int MOST_RUNS_OF_A_LAW = 20;

    private static final Workshop WORKSHOP = new Workshop();
    private static final WrongSimulatorsReport REPORT = new WrongSimulatorsReport();

    @AfterAll
    static void writeTheReport() throws IOException {
        WORKSHOP.close();
        REPORT.write();
    }

    @TestFactory
    Stream<DynamicTest> eachWrongSimulatorIsCaught() {
        return WrongRules.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> assertCaught(rule, WORKSHOP.make(rule))));
    }

    private static void assertCaught(WrongRule rule, WrongSimulator simulator) {
        if (rule.caughtBy().isEmpty()) {
            Optional<String> difference = LockstepSearch.firstDifference(simulator, rule.program());
            assertTrue(difference.isPresent(), () -> "lockstep does not see that " + rule);
            REPORT.add(rule, "lockstep", difference.get());
        }
        for (String name : rule.caughtBy()) {
            Optional<String> how = howItBreaks(Catcher.named(name), simulator);
            assertTrue(how.isPresent(), () -> name + " does not see that " + rule);
            REPORT.add(rule, name, how.get());
        }
    }

    private static Optional<String> howItBreaks(Catcher catcher, WrongSimulator simulator) {
        return Stream.generate(() -> catcher.brokenBy(simulator))
                .limit(MOST_RUNS_OF_A_LAW)
                .flatMap(Optional::stream)
                .map(Throwable::toString)
                .findFirst();
    }

    @Test
    void everyLawCatchesAWrongSimulator() {
        Set<String> blind = Law.all().stream().map(Law::name).collect(Collectors.toCollection(TreeSet::new));
        WrongRules.all().forEach(rule -> blind.removeAll(rule.caughtBy()));
        assertEquals(Set.of(), blind);
    }
}
