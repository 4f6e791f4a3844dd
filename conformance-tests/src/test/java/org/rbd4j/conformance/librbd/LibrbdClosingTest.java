package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ClosingContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdClosingTest extends ClosingContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
