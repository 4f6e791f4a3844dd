package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.RefusedCallsContract;

@OnLibrbd
class LibrbdRefusedCallsTest extends RefusedCallsContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
