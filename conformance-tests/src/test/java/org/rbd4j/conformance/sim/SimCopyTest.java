package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.CopyContract;

class SimCopyTest extends CopyContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
