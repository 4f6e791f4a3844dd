package org.rbd4j.conformance.lockstep;

import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** A program for jqwik, shrunk by {@link Simplification}; how far it is to go is first of all a matter of its steps. */
final class ShrinkableProgram implements Shrinkable<Program> {
    private final Simplification simplification;

    ShrinkableProgram(Simplification simplification) {
        this.simplification = simplification;
    }

    @Override
    public Program value() {
        return simplification.program();
    }

    @Override
    public Stream<Shrinkable<Program>> shrink() {
        return simplification.simpler().map(ShrinkableProgram::new);
    }

    @Override
    public ShrinkingDistance distance() {
        Program program = simplification.program();
        long complexity =
                program.steps().stream().mapToLong(Operation::complexity).sum();
        return ShrinkingDistance.of(program.steps().size(), program.clients() + program.pools(), complexity);
    }
}
