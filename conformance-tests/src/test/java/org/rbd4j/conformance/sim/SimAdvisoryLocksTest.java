package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.AdvisoryLocksContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimAdvisoryLocksTest extends AdvisoryLocksContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
