package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A program on its way to the simplest one that still does something. It remembers where it is in taking out runs of steps, so
 * that the programs it proposes next are not the ones that were tried before.
 *
 * @param program the program so far
 * @param run how many steps to take out at once
 * @param end before which step the run ends
 */
record Simplification(Program program, int run, int end) {
    static Simplification of(Program program) {
        int count = program.steps().size();
        return new Simplification(program, Integer.highestOneBit(Math.max(1, count / 2)), count);
    }

    /** The boldest first: fewer steps, then fewer clients and pools, then simpler steps. */
    Stream<Simplification> simpler() {
        Stream<Supplier<Stream<Simplification>>> ways =
                Stream.of(this::withoutRuns, this::withoutSingleSteps, this::withFewerOthers, this::withSimplerSteps);
        return ways.flatMap(Supplier::get);
    }

    /** Goes on from here to the beginning, where less and less can be spared, then with runs half as long from the end. */
    private Stream<Simplification> withoutRuns() {
        return IntStream.iterate(run, length -> length > 0, length -> length / 2)
                .boxed()
                .flatMap(length -> withoutRunsOf(
                        length, length == run ? end : program.steps().size()));
    }

    private Stream<Simplification> withoutSingleSteps() {
        return withoutRunsOf(1, program.steps().size());
    }

    private Stream<Simplification> withoutRunsOf(int length, int from) {
        return IntStream.iterate(from - length, begin -> begin >= 0, begin -> begin - length)
                .mapToObj(begin -> new Simplification(without(begin, begin + length), length, begin));
    }

    private Program without(int from, int to) {
        List<Operation> left = new ArrayList<>(program.steps());
        left.subList(from, to).clear();
        return program.withSteps(left);
    }

    private Stream<Simplification> withFewerOthers() {
        Stream<Program> fewer = Stream.of(program.withClients(1), program.withPools(1));
        return fewer.filter(other -> !other.equals(program)).map(this::restarted);
    }

    private Stream<Simplification> withSimplerSteps() {
        return IntStream.range(0, program.steps().size())
                .boxed()
                .flatMap(i -> program.steps().get(i).simpler().stream().map(step -> {
                    List<Operation> changed = new ArrayList<>(program.steps());
                    changed.set(i, step);
                    return restarted(program.withSteps(changed));
                }));
    }

    /** Runs were all tried; single steps are tried again. */
    private Simplification restarted(Program simpler) {
        return new Simplification(simpler, 1, 0);
    }
}
