package org.rbd4j.conformance.lockstep;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to do to a cluster, as plain data: the same program does the same on every target.
 *
 * @param clients how many clients there are, at least 1
 * @param pools how many pools they share, at least 1
 * @param discardGranularityInBytes every client's rbd_discard_granularity_bytes
 * @param trimmerHeld whether the trimmer of removed snapshots is held back; if not, each step that removes a snapshot waits
 *     until the trimmer is done
 * @param steps what they do, one after the other
 */
public record Program(
        int clients, int pools, int discardGranularityInBytes, boolean trimmerHeld, List<Operation> steps) {
    /**
     * Copies the steps.
     *
     * @param clients how many clients there are, at least 1
     * @param pools how many pools they share, at least 1
     * @param discardGranularityInBytes every client's rbd_discard_granularity_bytes
     * @param trimmerHeld whether the trimmer of removed snapshots is held back; if not, each step that removes a snapshot waits
     *     until the trimmer is done
     * @param steps what they do, one after the other
     */
    public Program {
        steps = List.copyOf(steps);
    }

    /**
     * The same program with the trimmer at work.
     *
     * @return one that waits for the trimmer after each step that removes a snapshot
     */
    public Program trimmed() {
        return new Program(clients, pools, discardGranularityInBytes, false, steps);
    }

    /** What is compared: the steps, and a look at the end. */
    List<Operation> stepsAndLastLook() {
        return Stream.concat(steps.stream(), Stream.of(new Operation.Look())).toList();
    }

    Program withClients(int count) {
        return new Program(count, pools, discardGranularityInBytes, trimmerHeld, steps);
    }

    Program withPools(int count) {
        return new Program(clients, count, discardGranularityInBytes, trimmerHeld, steps);
    }

    Program withSteps(List<Operation> others) {
        return new Program(clients, pools, discardGranularityInBytes, trimmerHeld, others);
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
                        "new Program(" + clients + ", " + pools + ", " + discardGranularityInBytes + ", " + trimmerHeld
                                + ", List.of(\n        ",
                        "))"));
    }

    @Override
    public String toString() {
        return toJava();
    }
}
