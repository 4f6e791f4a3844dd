package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.FeaturesContract;

@OnLibrbd
class LibrbdFeaturesTest extends FeaturesContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
