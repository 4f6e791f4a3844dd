package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.DiffContract;

@OnLibrbd
class LibrbdDiffTest extends DiffContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
