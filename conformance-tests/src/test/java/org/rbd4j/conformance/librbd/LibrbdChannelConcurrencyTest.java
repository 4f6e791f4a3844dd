package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ChannelConcurrencyContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdChannelConcurrencyTest extends ChannelConcurrencyContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
