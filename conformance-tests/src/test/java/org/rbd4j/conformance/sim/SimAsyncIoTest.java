package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.AsyncIoContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimAsyncIoTest extends AsyncIoContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
