package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.SharedHandleContract;

@OnLibrbd
class LibrbdSharedHandleTest extends SharedHandleContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
