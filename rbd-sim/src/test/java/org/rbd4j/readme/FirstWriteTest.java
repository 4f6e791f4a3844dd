package org.rbd4j.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.SimCluster;
import org.rbd4j.sim.SimCounter;
import org.rbd4j.sim.SimCounters;
import org.rbd4j.sim.TracedCall;

class FirstWriteTest {
    @Test
    void theFirstWriteToACloneCopiesUp() {
        try (SimCluster cluster = SimCluster.create();
                Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("golden", 4L << 30);
            try (Image golden = pool.openImage("golden")) {
                golden.write(0, "template".getBytes(UTF_8));
                golden.snapshots().create("v1");
                golden.snapshots().protect("v1");
            }
            pool.cloneImage("golden", "v1", pool, "vm-1");
            try (Image image = pool.openImage("vm-1")) {
                cluster.keepTrace(100);
                SimCounters before = cluster.counters();
                image.write(3, "!".getBytes(UTF_8));

                SimCounters cost = cluster.counters().minus(before);
                assertEquals(1, cost.get(SimCounter.COPY_UPS));
                assertEquals(1, cost.get(SimCounter.BYTES_WRITTEN));
                TracedCall write = cluster.trace().get(0);
                assertEquals("""
                        client.4100: write 'rbd/vm-1': 1 byte at offset 3 -> ok
                          rbd/rbd_header.2: read lock -> ENOENT
                          rbd/rbd_header.2: exec lock.lock -> ok
                          rbd/rbd_object_map.2: read object map -> ok
                          rbd/rbd_data.1.0000000000000000: read 0~4194304 snap 1 -> 8 bytes
                          rbd/rbd_object_map.2: exec rbd.object_map_update -> ok
                          rbd/rbd_data.2.0000000000000000: copyup 0~8, write 3~1 snapc 0=[] -> created""", write.toString());
            }
        }
    }
}
