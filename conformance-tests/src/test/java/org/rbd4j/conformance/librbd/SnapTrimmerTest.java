package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** A diff from the beginning of time tells what the trimmer has done: it shows the bytes of a clone that HEAD lacks. */
@OnLibrbd
class SnapTrimmerTest {
    private static final int ORDER = 12;
    private static final int OBJECT_BYTES = 1 << ORDER;

    /** On each of the pool's placement groups, and some to spare. */
    private static final int OBJECTS = 64;

    private static final long ALL = (long) OBJECTS * OBJECT_BYTES;
    private static final int ROUNDS = 20;

    private final RealCluster cluster = RealCluster.get();
    private final String poolName = "trimmer-" + UUID.randomUUID();
    private final Rados rados = cluster.connect(Map.of());
    private Pool pool;
    private Image image;

    @BeforeEach
    void createTheImage() {
        rados.createPool(poolName);
        pool = rados.openPool(poolName);
        pool.createImage("image", ALL, ImageOptions.defaults().withOrder(ORDER));
        image = pool.openImage("image");
    }

    @AfterEach
    void leaveNothing() {
        rados.deletePool(poolName);
        rados.close();
        cluster.setNoSnapTrim(true);
    }

    @Test
    void whileHeldBackItTrimsNothing() {
        cluster.setNoSnapTrim(true);
        removeASnapshot();
        assertEquals(ALL, diffBytes());
    }

    @Test
    void onceAwaitedItHasTrimmedAll() {
        cluster.setNoSnapTrim(false);
        for (int round = 0; round < ROUNDS; round++) {
            removeASnapshot();
            cluster.awaitSnapTrim();
            assertEquals(OBJECTS, diffBytes(), "round " + round);
        }
    }

    @Test
    void awaitedItHasDoneWhatItWasHeldBackFrom() {
        cluster.setNoSnapTrim(true);
        removeASnapshot();
        cluster.setNoSnapTrim(false);
        cluster.awaitSnapTrim();
        assertEquals(OBJECTS, diffBytes());
    }

    private void removeASnapshot() {
        image.discard(0, ALL);
        image.write(0, new byte[(int) ALL]);
        image.snapshots().create("snapshot");
        image.discard(0, ALL);
        for (int object = 0; object < OBJECTS; object++) {
            image.write((long) object * OBJECT_BYTES, new byte[] {1});
        }
        image.flush();
        image.snapshots().remove("snapshot");
    }

    private long diffBytes() {
        long[] bytes = {0};
        image.diff(DiffRange.sinceBeginning(), extent -> bytes[0] += extent.length());
        return bytes[0];
    }
}
