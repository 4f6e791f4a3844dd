package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.RefusedCallsContract;

class SimRefusedCallsTest extends RefusedCallsContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
