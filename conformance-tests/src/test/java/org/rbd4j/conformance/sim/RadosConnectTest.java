package org.rbd4j.conformance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Rados;

/** {@code sim:NAME} is one cluster for all who name it in this JVM. */
class RadosConnectTest {
    @Test
    void aNameLeadsToOneCluster() {
        try (Rados one = Rados.connect("sim:one");
                Rados again = Rados.connect("sim:one");
                Rados other = Rados.connect("sim:other")) {
            assertEquals(one.fsid(), again.fsid());
            assertNotEquals(one.fsid(), other.fsid());
            assertEquals(List.of("rbd"), other.listPools());
            one.createPool("pool");
            assertTrue(again.listPools().contains("pool"));
            one.deletePool("pool");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sim", ":", ":one", "no-such-scheme:one", "sim:one?parameter", "sim:one?=value"})
    void whatIsNoUri(String uri) {
        InvalidArgumentException refused =
                assertThrowsExactly(InvalidArgumentException.class, () -> Rados.connect(uri));
        assertTrue(refused.getMessage().contains("'" + uri + "'"), refused::getMessage);
    }

    @Test
    void nullIsNoUriAndNoOptions() {
        assertThrows(NullPointerException.class, () -> Rados.connect(null));
        assertThrows(NullPointerException.class, () -> Rados.connect("sim:one", null));
    }
}
