package org.rbd4j.conformance.sim;

import java.util.Map;
import org.rbd4j.Rados;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.sim.SimCluster;

/** A simulated cluster of the tests' own. */
public class SimTarget implements ConformanceTarget {
    private final SimCluster cluster;

    public SimTarget() {
        this(SimCluster.create());
    }

    SimTarget(SimCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Rados connect(Map<String, String> options) {
        return cluster.connect(options);
    }

    @Override
    public void setNoSnapTrim(boolean held) {
        cluster.setNoSnapTrim(held);
    }

    /** A removal trims at once. */
    @Override
    public void awaitSnapTrim() {}
}
