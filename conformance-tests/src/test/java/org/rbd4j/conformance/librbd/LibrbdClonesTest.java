package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ClonesContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdClonesTest extends ClonesContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
