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

    /** Where the two first differ; empty if no program makes them differ. */
    static Optional<String> firstDifference(WrongSimulator simulator) {
        Lockstep lockstep = new Lockstep(new SimTarget(), simulator.newTarget());
        for (int seed = 0; seed < MOST_PROGRAMS; seed++) {
            try {
                lockstep.compare(Programs.random(new Random(seed), STEPS));
            } catch (Divergence | RuntimeException difference) {
                return Optional.of("program " + seed + ", after " + lockstep.compared() + " operations");
            }
        }
        return Optional.empty();
    }
}
