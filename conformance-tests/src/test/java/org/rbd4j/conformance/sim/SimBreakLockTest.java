package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.BreakLockContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimBreakLockTest extends BreakLockContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
