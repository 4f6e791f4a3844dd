package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.BreakLockContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdBreakLockTest extends BreakLockContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
