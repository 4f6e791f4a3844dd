package org.rbd4j.conformance.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.SimCluster;

/** An object without snapshots is overwritten in place: what a write allocates, the JVM itself counts. */
class OverwriteAllocationTest {
    private static final int PAGE = 4096;
    private static final int OBJECT = 4 << 20;
    private static final int WRITES = 20_000;
    private static final long MOST_BYTES_FOR_A_WRITE = 1024;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(strings = {"1", "61"})
    void anOverwriteOfAPageAllocatesLessThanAQuarterOfIt(String features) {
        try (SimCluster cluster = SimCluster.builder()
                        .option("rbd_default_features", features)
                        .build();
                Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("image", OBJECT);
            try (Image image = pool.openImage("image")) {
                image.write(0, new byte[OBJECT]);
                overwrite(image);
                long before = allocated();
                overwrite(image);
                long each = (allocated() - before) / WRITES;
                assertTrue(each < MOST_BYTES_FOR_A_WRITE, () -> "a write of " + PAGE + " bytes allocates " + each);
            }
        }
    }

    private static void overwrite(Image image) {
        ByteBuffer bytes = ByteBuffer.allocate(PAGE);
        for (int i = 0; i < WRITES; i++) {
            bytes.clear();
            image.write((long) i * PAGE % OBJECT, bytes);
        }
    }

    private long allocated() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
