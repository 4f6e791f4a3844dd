package org.rbd4j.readme;

import org.rbd4j.Rados;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.SnapshotsContract;

class OurSnapshotsTest extends SnapshotsContract {
    @Override
    protected ConformanceTarget target() {
        return options -> Rados.connect("sim:ours", options);
    }
}
