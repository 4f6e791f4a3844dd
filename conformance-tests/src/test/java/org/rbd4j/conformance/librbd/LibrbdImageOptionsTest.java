package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.ImageOptionsContract;

@OnLibrbd
class LibrbdImageOptionsTest extends ImageOptionsContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
