package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.RbdLockContract;

@OnLibrbd
class LibrbdRbdLockTest extends RbdLockContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
