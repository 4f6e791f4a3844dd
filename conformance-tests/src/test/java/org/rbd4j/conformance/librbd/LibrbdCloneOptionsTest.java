package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.CloneOptionsContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdCloneOptionsTest extends CloneOptionsContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
