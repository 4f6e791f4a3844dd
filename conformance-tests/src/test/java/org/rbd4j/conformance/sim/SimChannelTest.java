package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ChannelContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimChannelTest extends ChannelContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
