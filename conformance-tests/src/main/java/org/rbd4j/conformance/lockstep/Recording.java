package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;
import org.rbd4j.RbdTimeoutException;
import org.rbd4j.conformance.ConformanceTarget;

/** A program and what one implementation answered to each of its steps, and all that could be seen at its end. */
public final class Recording {
    private final String name;
    private final Program program;
    private final List<WrittenStep> steps;

    Recording(String name, Program program, List<WrittenStep> steps) {
        this.name = name;
        this.program = program;
        this.steps = List.copyOf(steps);
        if (steps.size() != program.stepsAndLastLook().size()) {
            throw new IllegalArgumentException(name + ": " + steps.size() + " answers to "
                    + program.stepsAndLastLook().size() + " steps");
        }
    }

    /**
     * Runs a program and takes down what is answered.
     *
     * @param name what the program is called in messages, on one line
     * @param program the program
     * @param believed the implementation whose answers are right
     * @return program and answers
     */
    public static Recording of(String name, Program program, ConformanceTarget believed) {
        List<WrittenStep> steps = new ArrayList<>();
        try (World world = new World(believed, program)) {
            for (Operation operation : program.stepsAndLastLook()) {
                steps.add(WrittenStep.of(world.run(operation)));
            }
        }
        return new Recording(name, program, steps);
    }

    /**
     * Walks a target along: runs the program on it and compares each step's answer, and everything observable at the end.
     *
     * @param target the target that is compared; it is told to hold its snapshot trimmer back or to let it run
     * @throws Divergence at the first difference
     */
    public void walk(ConformanceTarget target) {
        try (World world = new World(target, program)) {
            int count = 0;
            for (Operation operation : program.stepsAndLastLook()) {
                WrittenStep expected = steps.get(count);
                WrittenStep actual = WrittenStep.of(world.run(operation));
                if (!expected.equals(actual)) {
                    throw new Divergence(this, steps.subList(0, count), actual.differenceFrom(expected));
                }
                count++;
            }
        }
    }

    /**
     * What the program is called: how it was made, or where it was found.
     *
     * @return one line
     */
    public String name() {
        return name;
    }

    /**
     * The program.
     *
     * @return the program, which can be run in {@link Lockstep} too
     */
    public Program program() {
        return program;
    }

    /**
     * How many operations were answered, skipped ones not counted.
     *
     * @return the count, with the last look
     */
    public long operations() {
        return steps.stream().filter(step -> !step.wasSkipped()).count();
    }

    /**
     * Whether some call never returned but ended at its deadline: what it answered says nothing.
     *
     * @return true if an answer is a time-out
     */
    public boolean hasTimedOut() {
        String timeout = RbdTimeoutException.class.getSimpleName();
        return steps.stream().flatMap(step -> step.answer().values().stream()).anyMatch(text -> text.contains(timeout));
    }

    List<WrittenStep> steps() {
        return steps;
    }
}
