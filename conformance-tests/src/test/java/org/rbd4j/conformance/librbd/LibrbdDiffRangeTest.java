package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.DiffRangeContract;

@OnLibrbd
class LibrbdDiffRangeTest extends DiffRangeContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
