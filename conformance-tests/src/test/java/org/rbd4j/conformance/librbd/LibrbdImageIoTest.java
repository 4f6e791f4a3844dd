package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.ImageIoContract;

@OnLibrbd
class LibrbdImageIoTest extends ImageIoContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
