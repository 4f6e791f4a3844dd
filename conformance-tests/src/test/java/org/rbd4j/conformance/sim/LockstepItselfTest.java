package org.rbd4j.conformance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.rbd4j.ImageBusyException;
import org.rbd4j.ImageExistsException;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.lockstep.DataOperation;
import org.rbd4j.conformance.lockstep.DirectoryOperation;
import org.rbd4j.conformance.lockstep.Divergence;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Program;
import org.rbd4j.conformance.lockstep.Programs;

/** Lockstep sees what is wrong, says so in few steps, and sees nothing where nothing is wrong. */
class LockstepItselfTest {
    private static final int STEPS = 60;
    private static final int MOST_PROGRAMS = 200;
    private static final int FEW_STEPS = 6;

    @Property(tries = 30)
    void theSimulatorWalksInStepWithItself(@ForAll("programs") Program program) {
        Lockstep lockstep = new Lockstep(new SimTarget(), new SimTarget());
        lockstep.compare(program);
        assertTrue(lockstep.compared() > 0);
    }

    @Provide
    Arbitrary<Program> programs() {
        return Programs.arbitrary(STEPS);
    }

    @Test
    void aSeedAlwaysMakesTheSameProgram() {
        assertEquals(Programs.random(new Random(5), STEPS), Programs.random(new Random(5), STEPS));
    }

    @Test
    void anOverlapThatIsOneByteShortIsFoundAndShrunk() {
        assertFoundAndShrunk(new WrongTarget(
                new SimTarget(), "overlap", answer -> answer instanceof Long bytes && bytes > 0 ? bytes - 1 : answer));
    }

    @Test
    void aWrongErrorIsFoundAndShrunk() {
        assertFoundAndShrunk(new WrongTarget(
                new SimTarget(),
                "unprotect",
                answer -> answer instanceof ImageBusyException ? new ImageExistsException("instead of busy") : answer));
    }

    @Test
    void anExceptionThatIsNoneOfTheInterfacesIsFoundThoughBothThrowIt() {
        UnaryOperator<Object> broken = answer -> new IllegalStateException("broken");
        Lockstep lockstep = new Lockstep(
                new WrongTarget(new SimTarget(), "flush", broken), new WrongTarget(new SimTarget(), "flush", broken));
        Program program = new Program(
                1,
                1,
                4096,
                true,
                List.of(
                        new DirectoryOperation.CreateImage(0, 0, 0, 0, 1, 0, 0, 0),
                        new DirectoryOperation.OpenImage(0, 0, false, 0),
                        new DataOperation.Flush(0)));
        Divergence divergence = assertThrowsExactly(Divergence.class, () -> lockstep.compare(program));
        assertTrue(divergence.getMessage().contains("IllegalStateException: broken"), divergence::getMessage);
    }

    private static void assertFoundAndShrunk(ConformanceTarget wrong) {
        Lockstep lockstep = new Lockstep(new SimTarget(), wrong);
        Program shrunk = lockstep.shrink(firstThatDiverges(lockstep));
        assertTrue(shrunk.steps().size() <= FEW_STEPS, shrunk::toJava);
        Divergence divergence = assertThrowsExactly(Divergence.class, () -> lockstep.compare(shrunk));
        assertTrue(divergence.getMessage().contains(shrunk.toJava()), divergence::getMessage);
    }

    private static Program firstThatDiverges(Lockstep lockstep) {
        for (int seed = 0; seed < MOST_PROGRAMS; seed++) {
            Program program = Programs.random(new Random(seed), STEPS);
            try {
                lockstep.compare(program);
            } catch (Divergence found) {
                return program;
            }
        }
        throw new AssertionError("not found by " + MOST_PROGRAMS + " programs");
    }
}
