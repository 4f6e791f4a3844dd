package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.SharedHandleContract;

class SimSharedHandleTest extends SharedHandleContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
