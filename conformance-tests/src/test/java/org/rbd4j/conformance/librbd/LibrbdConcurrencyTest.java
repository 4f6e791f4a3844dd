package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConcurrencyContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdConcurrencyTest extends ConcurrencyContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
