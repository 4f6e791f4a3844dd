package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.PoolContract;

@OnLibrbd
class LibrbdPoolTest extends PoolContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
