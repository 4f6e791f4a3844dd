package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.ImageSizeContract;

class SimImageSizeTest extends ImageSizeContract {
    private final ConformanceTarget cluster = new SimTarget();

    @Override
    protected ConformanceTarget target() {
        return cluster;
    }
}
