package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.ObjectMapContract;

@OnLibrbd
class LibrbdObjectMapTest extends ObjectMapContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
