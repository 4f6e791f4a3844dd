package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.OptionsContract;

@OnLibrbd
class LibrbdOptionsTest extends OptionsContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
