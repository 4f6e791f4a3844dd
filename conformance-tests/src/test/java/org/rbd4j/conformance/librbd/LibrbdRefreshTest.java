package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.RefreshContract;

@OnLibrbd
class LibrbdRefreshTest extends RefreshContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
