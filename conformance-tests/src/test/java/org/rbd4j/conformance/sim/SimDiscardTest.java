package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.DiscardContract;

class SimDiscardTest extends DiscardContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
