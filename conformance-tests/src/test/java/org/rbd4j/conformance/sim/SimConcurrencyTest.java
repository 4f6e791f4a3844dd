package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ConcurrencyContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimConcurrencyTest extends ConcurrencyContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
