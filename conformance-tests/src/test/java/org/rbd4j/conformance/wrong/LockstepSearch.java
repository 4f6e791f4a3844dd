package org.rbd4j.conformance.wrong;

import java.util.Optional;
import java.util.Random;
import org.rbd4j.conformance.lockstep.Divergence;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Programs;
import org.rbd4j.conformance.sim.SimTarget;

/** Walks a wrong simulator beside the right one, through the same programs each time. */
final class LockstepSearch {
    private static final int STEPS = 100;
    private static final int MOST_PROGRAMS = 500;

    private LockstepSearch() {}

    /** Where the two first differ, if the first program is this one; empty if no program makes them differ. */
    static Optional<String> firstDifference(WrongSimulator simulator, int firstProgram) {
        Lockstep lockstep = new Lockstep(new SimTarget(), simulator.newTarget());
        for (int i = 0; i < MOST_PROGRAMS; i++) {
            int seed = i == 0 ? firstProgram : i - 1;
            try {
                lockstep.compare(Programs.random(new Random(seed), STEPS));
            } catch (Divergence | RuntimeException difference) {
                return Optional.of("program " + seed + ", after " + lockstep.compared() + " operations");
            }
        }
        return Optional.empty();
    }
}
