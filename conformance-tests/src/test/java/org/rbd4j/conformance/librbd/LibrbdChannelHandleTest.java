package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ChannelHandleContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdChannelHandleTest extends ChannelHandleContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
