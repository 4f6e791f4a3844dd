package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ClonesContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimClonesTest extends ClonesContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
