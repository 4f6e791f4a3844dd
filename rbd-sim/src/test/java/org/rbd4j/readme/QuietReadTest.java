package org.rbd4j.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.sim.SimCluster;
import org.rbd4j.sim.SimCounters;
import org.rbd4j.sim.junit.RbdSimTest;
import org.rbd4j.sim.junit.SimFixture;
import org.rbd4j.sim.junit.TestImage;

@RbdSimTest
class QuietReadTest {
    @SimFixture
    static void golden(@TestImage(name = "golden") Image image) {
        image.write(0, new byte[4096]);
    }

    @Test
    void readingWritesNothing(SimCluster cluster, @TestImage(name = "golden") Image image) {
        SimCounters before = cluster.counters();
        image.read(0, 4096);
        assertEquals(0, cluster.counters().minus(before).bytesWritten());
    }
}
