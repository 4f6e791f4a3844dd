package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.ManagedLockContract;

@OnLibrbd
class LibrbdManagedLockTest extends ManagedLockContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
