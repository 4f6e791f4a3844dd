package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.AdvisoryLocksContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdAdvisoryLocksTest extends AdvisoryLocksContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
