package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.ConnectionContract;

@OnLibrbd
class LibrbdConnectionTest extends ConnectionContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
