package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ChannelStreamsContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdChannelStreamsTest extends ChannelStreamsContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
