package org.rbd4j.conformance.lockstep;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What to do to a cluster, as plain data: the same program does the same on every target.
 *
 * @param clients how many clients there are, at least 1
 * @param pools how many pools they share, at least 1
 * @param discardGranularityInBytes every client's rbd_discard_granularity_bytes
 * @param steps what they do, one after the other
 */
public record Program(int clients, int pools, int discardGranularityInBytes, List<Operation> steps) {
    /**
     * Copies the steps.
     *
     * @param clients how many clients there are, at least 1
     * @param pools how many pools they share, at least 1
     * @param discardGranularityInBytes every client's rbd_discard_granularity_bytes
     * @param steps what they do, one after the other
     */
    public Program {
        steps = List.copyOf(steps);
    }

    Program withSteps(List<Operation> others) {
        return new Program(clients, pools, discardGranularityInBytes, others);
    }

    /**
     * The expression that makes this program, to be pasted into a test.
     *
     * @return Java source
     */
    public String toJava() {
        return steps.stream()
                .map(Operation::toJava)
                .collect(Collectors.joining(
                        ",\n        ",
                        "new Program(" + clients + ", " + pools + ", " + discardGranularityInBytes
                                + ", List.of(\n        ",
                        "))"));
    }

    @Override
    public String toString() {
        return toJava();
    }
}
