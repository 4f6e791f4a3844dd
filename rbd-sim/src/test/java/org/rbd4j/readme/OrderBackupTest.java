package org.rbd4j.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.sim.SimCluster;
import org.rbd4j.sim.SimCounter;
import org.rbd4j.sim.junit.RbdSimTest;
import org.rbd4j.sim.junit.SimFixture;
import org.rbd4j.sim.junit.TestImage;

@RbdSimTest
class OrderBackupTest {
    @SimFixture
    static void backedUp(@TestImage(name = "orders") Image orders) {
        orders.write(0, new byte[8192]);
        orders.snapshots().create("backup");
    }

    @Test
    void aBackupIsPaidForOnce(SimCluster cluster, @TestImage(name = "orders") Image orders) {
        long before = cluster.counters().get(SimCounter.CLONES_MADE);
        orders.write(0, new byte[] {1});
        orders.write(4096, new byte[] {2});
        assertEquals(before + 1, cluster.counters().get(SimCounter.CLONES_MADE));
    }
}
