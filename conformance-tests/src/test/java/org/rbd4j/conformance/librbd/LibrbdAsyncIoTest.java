package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.AsyncIoContract;
import org.rbd4j.conformance.ConformanceTarget;

@OnLibrbd
class LibrbdAsyncIoTest extends AsyncIoContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
