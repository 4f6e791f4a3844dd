package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.ImageSizeContract;

@OnLibrbd
class LibrbdImageSizeTest extends ImageSizeContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
