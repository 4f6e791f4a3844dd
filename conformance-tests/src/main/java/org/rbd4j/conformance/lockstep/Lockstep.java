package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rbd4j.conformance.ConformanceTarget;

/** Two targets that run the same programs, step by step; the first is believed. */
public final class Lockstep {
    private final ConformanceTarget expected;
    private final ConformanceTarget actual;
    private final OutcomeTable outcomes = new OutcomeTable();
    private final boolean comparesMessages;
    private long compared;

    /**
     * Puts two targets side by side.
     *
     * @param expected the one that is right, such as librbd
     * @param actual the one that is compared with it, such as the simulator
     */
    public Lockstep(ConformanceTarget expected, ConformanceTarget actual) {
        this(expected, actual, false);
    }

    private Lockstep(ConformanceTarget expected, ConformanceTarget actual, boolean comparesMessages) {
        this.expected = expected;
        this.actual = actual;
        this.comparesMessages = comparesMessages;
    }

    /**
     * A lockstep of the same two, which also holds the texts of exceptions to be the same, but for names of pools, clients and
     * cookies of which two clusters have each their own. That is more than the interface promises.
     *
     * @return the lockstep, which has compared nothing yet
     */
    public Lockstep comparingMessages() {
        return new Lockstep(expected, actual, true);
    }

    /**
     * Runs a program on both, compares each step's answer, and everything observable at the end.
     *
     * @param program the program
     * @throws Divergence at the first difference
     */
    public void compare(Program program) {
        try (World there = new World(expected, program);
                World here = new World(actual, program)) {
            List<Step> common = new ArrayList<>();
            for (Operation operation : program.stepsAndLastLook()) {
                Step right = there.run(operation);
                Step step = here.run(operation);
                if (!right.equals(step) || !hasSameMessage(there.masks, right, here.masks, step)) {
                    throw new Divergence(
                            program,
                            TestSource.of(program, expected, actual),
                            common.stream().map(WrittenStep::of).toList(),
                            Difference.between(right, step));
                }
                common.add(step);
                outcomes.count(operation, step);
                compared += step.wasSkipped() ? 0 : 1;
            }
        }
    }

    private boolean hasSameMessage(Masks there, Step right, Masks here, Step step) {
        return !comparesMessages
                || !(right.answer() instanceof Step.Failure expectedFailure)
                || !(step.answer() instanceof Step.Failure failure)
                || there.message(expectedFailure.message()).equals(here.message(failure.message()));
    }

    /**
     * How many operations were compared so far, skipped ones not counted.
     *
     * @return the count
     */
    public long compared() {
        return compared;
    }

    /**
     * How the operations compared so far ended.
     *
     * @return the table, which goes on counting
     */
    public OutcomeTable outcomes() {
        return outcomes;
    }

    /**
     * Looks for a shorter and simpler program that diverges too.
     *
     * @param program one that diverges
     * @return the simplest that was found; the program itself if nothing simpler diverges
     */
    public Program shrink(Program program) {
        Simplification simplest = Simplification.of(program);
        Optional<Simplification> simpler = Optional.of(simplest);
        while (simpler.isPresent()) {
            simplest = simpler.get();
            simpler = simplest.simpler()
                    .filter(candidate -> diverges(candidate.program()))
                    .findFirst();
        }
        return simplest.program();
    }

    private boolean diverges(Program program) {
        try {
            compare(program);
            return false;
        } catch (Divergence divergence) {
            return true;
        }
    }
}
