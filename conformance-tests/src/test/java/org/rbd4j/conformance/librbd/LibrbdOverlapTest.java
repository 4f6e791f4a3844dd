package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.OverlapContract;

@OnLibrbd
class LibrbdOverlapTest extends OverlapContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
