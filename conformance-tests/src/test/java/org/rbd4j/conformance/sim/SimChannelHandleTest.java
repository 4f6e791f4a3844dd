package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ChannelHandleContract;
import org.rbd4j.conformance.ConformanceTarget;

class SimChannelHandleTest extends ChannelHandleContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
