package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The programs that are a little simpler than one, the boldest first: fewer steps, then fewer clients and pools, then simpler steps. */
final class Simplification {
    private static final int COARSEST = 1 << 16;

    private Simplification() {}

    static Stream<Program> of(Program program) {
        return Stream.of(withoutSteps(program), withFewerOthers(program), withSimplerSteps(program))
                .flatMap(candidates -> candidates);
    }

    /** Halves are taken out first, then quarters, and at last single steps; from the end, where less depends on them. */
    private static Stream<Program> withoutSteps(Program program) {
        int count = program.steps().size();
        return IntStream.iterate(
                        Math.min(COARSEST, Integer.highestOneBit(Math.max(1, count))),
                        size -> size > 0,
                        size -> size / 2)
                .boxed()
                .flatMap(size -> IntStream.iterate(count - size, from -> from >= 0, from -> from - size)
                        .mapToObj(from -> without(program, from, from + size)));
    }

    private static Program without(Program program, int from, int to) {
        List<Operation> left = new ArrayList<>(program.steps());
        left.subList(from, to).clear();
        return program.withSteps(left);
    }

    private static Stream<Program> withFewerOthers(Program program) {
        Stream<Program> clients = program.clients() == 1
                ? Stream.empty()
                : Stream.of(new Program(1, program.pools(), program.discardGranularityInBytes(), program.steps()));
        Stream<Program> pools = program.pools() == 1
                ? Stream.empty()
                : Stream.of(new Program(program.clients(), 1, program.discardGranularityInBytes(), program.steps()));
        return Stream.concat(clients, pools);
    }

    private static Stream<Program> withSimplerSteps(Program program) {
        return IntStream.range(0, program.steps().size())
                .boxed()
                .flatMap(i -> program.steps().get(i).simpler().stream().map(step -> {
                    List<Operation> changed = new ArrayList<>(program.steps());
                    changed.set(i, step);
                    return program.withSteps(changed);
                }));
    }
}
