package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.FlattenContract;

@OnLibrbd
class LibrbdFlattenTest extends FlattenContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
