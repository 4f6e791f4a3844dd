package org.rbd4j.conformance.lockstep;

import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** A program for jqwik, shrunk by {@link Simplification}; how far it is to go is first of all a matter of its steps. */
final class ShrinkableProgram implements Shrinkable<Program> {
    private final Program program;

    ShrinkableProgram(Program program) {
        this.program = program;
    }

    @Override
    public Program value() {
        return program;
    }

    @Override
    public Stream<Shrinkable<Program>> shrink() {
        return Simplification.of(program).map(ShrinkableProgram::new);
    }

    @Override
    public ShrinkingDistance distance() {
        long complexity =
                program.steps().stream().mapToLong(Operation::complexity).sum();
        return ShrinkingDistance.of(program.steps().size(), program.clients() + program.pools(), complexity);
    }
}
