package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rbd4j.HandleClosedException;
import org.rbd4j.Image;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** A name leads to one open cluster at a time, and a closed cluster takes nobody in. */
class NamedClustersTest {
    private static final int ROUNDS = 3_000;

    @AfterEach
    void forgetTheName() {
        SimCluster.remove("orders");
    }

    @Test
    void aNameLeadsToOneCluster() {
        try (Rados rados = Rados.connect("sim:orders")) {
            rados.createPool("another");
            assertSame(SimCluster.named("orders"), SimCluster.named("orders"));
            assertEquals(
                    List.of("rbd", "another"),
                    SimCluster.named("orders").connect().listPools());
        }
        assertNotSame(SimCluster.named("orders"), SimCluster.create());
    }

    @Test
    void aBuilderMakesANamedCluster() {
        try (SimCluster cluster =
                SimCluster.builder().named("orders").pools("vms").build()) {
            assertSame(cluster, SimCluster.named("orders"));
            assertEquals("sim:orders", cluster.toString());
            try (Rados rados = Rados.connect("sim:orders")) {
                assertEquals(List.of("vms"), rados.listPools());
            }
        }
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        SimCluster first = SimCluster.named("orders");
        SimClusterBuilder second = SimCluster.builder().named("orders");
        String message = assertThrowsExactly(InvalidArgumentException.class, second::build)
                .getMessage();
        assertEquals("build: there is a cluster sim:orders already (22, EINVAL)", message);
        assertSame(first, SimCluster.named("orders"));
        first.close();
        assertSame(second.build(), SimCluster.named("orders"));
        assertThrowsExactly(InvalidArgumentException.class, () -> SimCluster.named(""));
    }

    @Test
    void aRemovedClusterIsClosedAndItsNameIsFree() {
        assertFalse(SimCluster.remove("orders"));
        SimCluster removed = SimCluster.named("orders");
        Rados rados = removed.connect();
        assertTrue(SimCluster.remove("orders"));
        assertFalse(SimCluster.remove("orders"));
        assertRefused(rados::listPools, "connection is closed");
        assertRefused(removed::connect, "connect to sim:orders: cluster is closed");
        assertNotSame(removed, SimCluster.named("orders"));
        removed.close();
        assertTrue(SimCluster.remove("orders"), "an old cluster takes no new one with it");
    }

    @Test
    void aClosedClusterTakesNobodyInButTellsWhatItHolds() {
        SimCluster cluster = SimCluster.builder().client("named").trace(10).build();
        Pool pool = cluster.client("named").openPool("rbd");
        pool.createImage("image", 4096);
        Image image = pool.openImage("image");
        image.write(0, new byte[1]);
        SimUsage before = cluster.usage();
        cluster.close();
        cluster.close();
        assertRefused(cluster::connect, "connect to an unnamed simulated cluster: cluster is closed");
        assertRefused(image::size, "image is closed");
        assertRefused(pool::listImages, "pool is closed");
        assertRefused(() -> cluster.client("named").fsid(), "connection is closed");
        assertEquals(before, cluster.usage());
        assertEquals(1, cluster.objects().size());
        assertEquals(1, cluster.counters().get(SimCounter.WRITES));
        assertFalse(cluster.trace().isEmpty());
    }

    private static void assertRefused(Runnable call, String why) {
        String message =
                assertThrowsExactly(HandleClosedException.class, call::run).getMessage();
        assertTrue(message.contains(why), message);
    }

    @Test
    void nobodyIsLedToAClosedCluster() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> ends = new ArrayList<>();
        for (Runnable round : List.<Runnable>of(
                () -> Rados.connect("sim:orders").close(),
                () -> Rados.connect("sim:orders").close(),
                () -> SimCluster.remove("orders"),
                () -> SimCluster.named("orders").close())) {
            ends.add(threads.submit(() -> {
                start.await();
                for (int i = 0; i < ROUNDS; i++) {
                    round.run();
                }
                return null;
            }));
        }
        start.countDown();
        threads.shutdown();
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
    }
}
