package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ChannelStreamsContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimChannelStreamsTest extends ChannelStreamsContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
