package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.ProgressContract;

@OnLibrbd
class LibrbdProgressTest extends ProgressContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
