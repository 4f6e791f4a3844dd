package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.FormatContract;

@OnLibrbd
class LibrbdFormatTest extends FormatContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
