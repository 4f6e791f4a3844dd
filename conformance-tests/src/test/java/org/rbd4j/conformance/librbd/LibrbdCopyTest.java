package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.CopyContract;

@OnLibrbd
class LibrbdCopyTest extends CopyContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
