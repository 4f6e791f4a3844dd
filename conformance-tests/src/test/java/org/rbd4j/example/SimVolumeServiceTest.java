package org.rbd4j.example;

import java.util.Map;
import org.rbd4j.Rados;
import org.rbd4j.sim.SimCluster;

class SimVolumeServiceTest extends VolumeServiceTest {
    private final SimCluster cluster = SimCluster.create();

    @Override
    protected Rados connect(Map<String, String> options) {
        return cluster.connect(options);
    }
}
