package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.CloneOptionsContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimCloneOptionsTest extends CloneOptionsContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
