package org.rbd4j.sim.junit;

import java.util.List;
import java.util.stream.Collectors;
import org.rbd4j.sim.SimCluster;
import org.rbd4j.sim.TracedCall;

/** The last calls of a failed test's cluster, in the one form that every tool shows: an exception that the failure suppressed. */
final class ClusterTrace extends RuntimeException {
    private static final long serialVersionUID = 1;

    private ClusterTrace(List<TracedCall> calls) {
        super(
                "the last " + (calls.size() == 1 ? "call" : calls.size() + " calls")
                        + " of the simulated cluster, oldest first:\n"
                        + calls.stream().map(TracedCall::toString).collect(Collectors.joining("\n")),
                null,
                false,
                false);
    }

    static void addTo(Throwable failure, SimCluster cluster) {
        List<TracedCall> calls = cluster.trace();
        if (!calls.isEmpty()) {
            failure.addSuppressed(new ClusterTrace(calls));
        }
    }
}
