package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.SnapshotsContract;

@OnLibrbd
class LibrbdSnapshotsTest extends SnapshotsContract {
    @Override
    protected ConformanceTarget target() {
        return RealCluster.get();
    }
}
