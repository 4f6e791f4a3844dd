package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ClosingContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimClosingTest extends ClosingContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
