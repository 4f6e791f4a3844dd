package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.ImageInfoContract;

@OnLibrbd
class LibrbdImageInfoTest extends ImageInfoContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
