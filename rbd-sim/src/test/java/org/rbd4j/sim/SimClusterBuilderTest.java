package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/** A cluster is what its builder was told; what the builder refuses leaves nothing behind. */
class SimClusterBuilderTest {
    @Test
    void aClusterHasOnePoolUnlessToldOtherwise() {
        assertEquals(List.of("rbd"), poolsOf(SimCluster.builder()));
        assertEquals(List.of("vms", "backups"), poolsOf(SimCluster.builder().pools("vms", "backups")));
        assertEquals(List.of(), poolsOf(SimCluster.builder().pools()));
        assertEquals(List.of("b"), poolsOf(SimCluster.builder().pools("a").pools("b")));
    }

    private static List<String> poolsOf(SimClusterBuilder builder) {
        try (SimCluster cluster = builder.build();
                Rados rados = cluster.connect()) {
            return rados.listPools();
        }
    }

    @Test
    void aClientHasTheClustersOptionsUnlessItSaysOtherwise() {
        try (SimCluster cluster = SimCluster.builder()
                .option("rbd_default_features", "61")
                .options(Map.of("rbd_default_features", "1", "rbd_default_order", "13"))
                .client("own", Map.of("rbd_default_order", "14"))
                .client("same")
                .build()) {
            assertEquals(List.of(13, Features.of(Feature.LAYERING)), shapeOfNewImage(cluster.connect()));
            assertEquals(List.of(13, Features.of(Feature.LAYERING)), shapeOfNewImage(cluster.client("same")));
            assertEquals(List.of(14, Features.of(Feature.LAYERING)), shapeOfNewImage(cluster.client("own")));
            assertEquals(
                    List.of(13, Features.NONE), shapeOfNewImage(cluster.connect(Map.of("rbd_default_features", "0"))));
        }
    }

    private static List<Object> shapeOfNewImage(Rados client) {
        try (Pool pool = client.openPool("rbd")) {
            pool.createImage("image", 1);
            try (Image image = pool.openImage("image")) {
                return List.of(image.stat().order(), image.features());
            } finally {
                pool.removeImage("image");
            }
        }
    }

    @Test
    void namedClientsAreConnectedInTheirOrder() {
        try (SimCluster cluster =
                SimCluster.builder().client("writer").client("reader").trace(10).build()) {
            assertSame(cluster.client("writer"), cluster.client("writer"));
            assertNotSame(cluster.client("writer"), cluster.client("reader"));
            cluster.client("reader").fsid();
            cluster.client("writer").fsid();
            cluster.connect().fsid();
            assertEquals(
                    List.of("client.4101", "client.4100", "client.4102"),
                    cluster.trace().stream().map(TracedCall::client).toList());
            String message = assertThrowsExactly(InvalidArgumentException.class, () -> cluster.client("auditor"))
                    .getMessage();
            assertEquals(
                    "client 'auditor' of an unnamed simulated cluster: there is no such client; the builder named"
                            + " [writer, reader] (22, EINVAL)",
                    message);
        }
    }

    @Test
    void aTraceIsKeptFromTheStart() {
        try (SimCluster cluster = SimCluster.builder().trace(1).build()) {
            cluster.connect().fsid();
            cluster.connect().listPools();
            assertEquals(
                    List.of("listPools"),
                    cluster.trace().stream().map(TracedCall::call).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTrimmerIsHeldBackFromTheStart(boolean held) {
        try (SimCluster cluster = SimCluster.builder().noSnapTrim(held).build();
                Pool pool = cluster.connect().openPool("rbd")) {
            pool.createImage("image", 4096);
            try (Image image = pool.openImage("image")) {
                image.write(0, new byte[1]);
                image.snapshots().create("snapshot");
                image.write(0, new byte[1]);
                image.snapshots().remove("snapshot");
            }
            assertEquals(held ? 1 : 0, cluster.usage().clones());
        }
    }

    @Test
    void aBuilderMakesAnyNumberOfClusters() {
        SimClusterBuilder builder = SimCluster.builder().pools("a").client("c");
        try (SimCluster one = builder.build();
                SimCluster other = builder.pools("a", "b").build()) {
            assertEquals(List.of("a"), one.client("c").listPools());
            assertEquals(List.of("a", "b"), other.client("c").listPools());
        }
    }

    @Test
    void whatIsNoNameIsRefused() {
        assertRefused("pool '': the name is empty", builder -> builder.pools("a", ""));
        assertRefused("'a\\u0000b' holds a NUL", builder -> builder.pools("a\0b"));
        assertRefused("pool 'a': the name is there twice", builder -> builder.pools("a", "b", "a"));
        assertRefused("client '': the name is empty", builder -> builder.client(""));
        assertRefused(
                "client 'a': the name is there twice",
                builder -> builder.client("a").client("a"));
        assertThrowsExactly(
                InvalidArgumentException.class,
                () -> SimCluster.builder().named("").build());
    }

    @Test
    void optionsThatConnectRefusesAreRefused() {
        assertRefused("rbd_cache", builder -> builder.option("rbd_cache", "maybe"));
        assertRefused("rbd_default_order", builder -> builder.option("rbd_default_order", "-1"));
        assertRefused(
                "rbd_discard_granularity_bytes",
                builder -> builder.client("c", Map.of("rbd_discard_granularity_bytes", "5")));
        SimClusterBuilder unknown = SimCluster.builder().option("rbd_no_such_option", "1");
        assertEquals(
                Errno.ENOENT, assertThrows(RbdException.class, unknown::build).errno());
    }

    @Test
    void aNegativeNumberOfCallsIsRefused() {
        assertRefused("the number of calls to trace: -1 is negative", builder -> builder.trace(-1));
    }

    /** A name shows that nothing is left behind: the name is still free. */
    private static void assertRefused(String why, UnaryOperator<SimClusterBuilder> knobs) {
        SimClusterBuilder builder = knobs.apply(SimCluster.builder().named("refused"));
        String message = assertThrowsExactly(InvalidArgumentException.class, builder::build)
                .getMessage();
        assertTrue(message.contains(why), message);
        assertFalse(SimCluster.remove("refused"));
    }
}
