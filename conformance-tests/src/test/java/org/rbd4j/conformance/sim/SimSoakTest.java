package org.rbd4j.conformance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Soak;

/** Soaking counts and tells the same however many programs run at once, and goes on after a program that diverges. */
class SimSoakTest {
    private static final String OPERATIONS = "1000";
    private static final String FIRST_SEED = "7";

    @Test
    void theSimulatorSoaksInStepWithATracedForkOfItself() {
        String told = soak(2, () -> new Lockstep(new SimTarget(), new TracedFork()));
        assertTrue(told.matches("(?s).*\ncompared 1\\d\\d\\d operations, 0 divergences\n"), told);
    }

    @Test
    void whatDivergesIsToldInTheOrderOfSeedsWhateverRunsAtOnce() {
        String told = soak(1, SimSoakTest::withWrongOverlap);
        assertEquals(told, soak(3, SimSoakTest::withWrongOverlap));
        assertTrue(told.startsWith("seed 7, again with option 7: "), told);
        assertTrue(told.matches("(?s).*\ncompared 1\\d\\d\\d operations, [1-9]\\d* divergences\n"), told);
    }

    private static Lockstep withWrongOverlap() {
        return new Lockstep(
                new SimTarget(),
                new WrongTarget(
                        new SimTarget(),
                        "overlap",
                        answer -> answer instanceof Long bytes && bytes > 0 ? bytes - 1 : answer));
    }

    private static String soak(int threads, Supplier<Lockstep> locksteps) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Soak soak = new Soak(locksteps, threads, "option %d", new PrintStream(out, true, StandardCharsets.UTF_8));
        soak.run("ops", OPERATIONS, FIRST_SEED, "false", "false");
        return out.toString(StandardCharsets.UTF_8);
    }
}
