package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.lockstep.Programs;
import org.rbd4j.conformance.lockstep.Recording;
import org.rbd4j.sim.SimCluster;

/** A fork of a cluster that another program was run on, with its calls traced; neither may change an answer. */
final class TracedFork extends SimTarget {
    private static final int TRACED_CALLS = 100;

    /** What every fork shares pages and begins its ids with. */
    private static final SimCluster USED = used();

    TracedFork() {
        super(USED.fork());
    }

    private static SimCluster used() {
        SimCluster cluster = SimCluster.builder().trace(TRACED_CALLS).build();
        Recording.of("what every fork comes after", Programs.ofSeed(0), new SimTarget(cluster));
        return cluster;
    }
}
