package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.DiscardContract;

@OnLibrbd
class LibrbdDiscardTest extends DiscardContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
