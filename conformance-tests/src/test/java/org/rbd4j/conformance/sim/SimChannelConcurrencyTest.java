package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ChannelConcurrencyContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimChannelConcurrencyTest extends ChannelConcurrencyContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
