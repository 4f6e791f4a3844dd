package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** This class is in the simulator's own package, as a user's may be, and yet is told from the simulator. */
class OpenHandleTest {
    private static List<String> described(SimCluster cluster) {
        return cluster.openHandles().stream()
                .map(handle -> handle.kind() + " " + handle.name() + " " + handle.client())
                .toList();
    }

    @Test
    void aHandleIsOpenUntilItIsClosed() {
        try (SimCluster cluster = SimCluster.create();
                Rados rados = cluster.connect()) {
            assertEquals(List.of("CONNECTION an unnamed simulated cluster client.4100"), described(cluster));
            try (Pool pool = rados.openPool("rbd")) {
                pool.createImage("image", 1);
                try (Image image = pool.openImage("image")) {
                    assertEquals(
                            List.of(
                                    "CONNECTION an unnamed simulated cluster client.4100",
                                    "POOL rbd client.4100",
                                    "IMAGE rbd/" + image.name() + " client.4100"),
                            described(cluster));
                }
                pool.openImage("image");
            }
            assertEquals(List.of("CONNECTION an unnamed simulated cluster client.4100"), described(cluster));
        }
    }

    @Test
    void aHandleKnowsTheLineThatOpenedIt() {
        try (SimCluster cluster = SimCluster.builder().client("named").build();
                SimCluster found = SimCluster.named("open-handle-test");
                Rados byUri = Rados.connect("sim:open-handle-test")) {
            Pool pool = byUri.openPool("rbd");
            pool.createImage("image", 1);
            pool.openImage("image");
            assertEquals(1, cluster.openHandles().size());
            assertEquals(3, found.openHandles().size());
            for (OpenHandle handle : List.of(
                    cluster.openHandles().get(0),
                    found.openHandles().get(0),
                    found.openHandles().get(1),
                    found.openHandles().get(2))) {
                assertEquals(OpenHandleTest.class.getName(), handle.openedAt().getClassName());
                assertEquals(
                        "aHandleKnowsTheLineThatOpenedIt", handle.openedAt().getMethodName());
                assertTrue(handle.openedAt().getLineNumber() > 0);
            }
        }
    }
}
