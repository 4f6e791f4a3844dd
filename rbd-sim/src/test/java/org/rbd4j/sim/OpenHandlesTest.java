package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** What is open is listed with the line of the caller's that opened it, however it was opened. */
class OpenHandlesTest {
    @Test
    void whatIsOpenIsListedUntilItIsClosed() {
        try (SimCluster cluster = SimCluster.create()) {
            assertEquals(List.of(), cluster.openHandles());
            Rados rados = cluster.connect();
            Pool pool = rados.openPool("rbd");
            pool.createImage("vm-1", 4096);
            Image image = pool.openImage("vm-1");
            List<OpenHandle> open = cluster.openHandles();
            assertEquals(
                    List.of(OpenHandle.Kind.CONNECTION, OpenHandle.Kind.POOL, OpenHandle.Kind.IMAGE),
                    open.stream().map(OpenHandle::kind).toList());
            assertEquals(
                    List.of("an unnamed simulated cluster", "rbd", "rbd/vm-1"),
                    open.stream().map(OpenHandle::name).toList());
            for (OpenHandle handle : open) {
                assertEquals("client.4100", handle.client());
                assertEquals(OpenHandlesTest.class.getName(), handle.openedAt().getClassName());
                assertEquals(
                        "whatIsOpenIsListedUntilItIsClosed", handle.openedAt().getMethodName());
            }
            assertTrue(
                    open.get(2)
                            .toString()
                            .matches("image rbd/vm-1 of client\\.4100, opened at .*OpenHandlesTest.java:\\d+\\)"),
                    open.get(2)::toString);
            image.close();
            assertEquals(2, cluster.openHandles().size());
            rados.close();
            assertEquals(List.of(), cluster.openHandles());
        }
    }

    @Test
    void aConnectionByItsUriIsOpenedWhereItWasAskedFor() {
        try (Rados rados = Rados.connect("sim:open-handles")) {
            OpenHandle open = SimCluster.named("open-handles").openHandles().get(0);
            assertEquals("sim:open-handles", open.name());
            assertEquals(OpenHandlesTest.class.getName(), open.openedAt().getClassName());
            assertEquals(List.of("rbd"), rados.listPools());
        } finally {
            SimCluster.remove("open-handles");
        }
    }
}
