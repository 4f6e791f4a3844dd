package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ChannelContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdChannelTest extends ChannelContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
