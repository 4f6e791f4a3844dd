package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Program;
import org.rbd4j.conformance.lockstep.Programs;
import org.rbd4j.conformance.sim.SimTarget;

/**
 * The simulator answers as librbd does, at every step of any program. With {@code -Drbd4j.lockstep.seed=S}, the one program is
 * that which bin/soak makes of S.
 */
@OnLibrbd
class LockstepTest {
    private static final int PROGRAMS = 45;
    private static final int STEPS = Integer.getInteger("rbd4j.lockstep.steps", 60);
    private static final int TRIMMED_PROGRAMS = 25;
    private static final int LEAST_OPERATIONS = 2_400;
    private static final Optional<Long> SEED = Optional.ofNullable(Long.getLong("rbd4j.lockstep.seed"));

    private static Lockstep lockstep;

    /** Always the same programs, so that a build fails for what it changed alone; bin/soak looks for new ones. */
    @Property(tries = PROGRAMS, seed = "20261122")
    void theSimulatorAnswersAsLibrbdDoes(@ForAll("programs") Program program) {
        compare(program);
    }

    @Property(tries = TRIMMED_PROGRAMS, seed = "20261122")
    void theSimulatorTrimsAsOsdsDo(@ForAll("programs") Program program) {
        compare(program.trimmed());
    }

    private static void compare(Program program) {
        if (lockstep == null) {
            lockstep = new Lockstep(RealCluster.get(), new SimTarget()).comparingMessages();
        }
        lockstep.compare(program);
    }

    @Provide
    Arbitrary<Program> programs() {
        return SEED.map(Programs::ofSeed).map(Arbitraries::just).orElseGet(() -> Programs.arbitrary(STEPS));
    }

    @AfterContainer
    static void enoughWasCompared() {
        if (lockstep != null) {
            System.out.println("compared " + lockstep.compared() + " operations");
            assertTrue(SEED.isPresent() || lockstep.compared() >= LEAST_OPERATIONS);
        }
    }
}
