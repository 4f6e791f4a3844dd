package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rbd4j.Rados;

/** No two clusters have the same fsid, and the same cluster has always the same one. */
class ClusterIdentityTest {
    private static String fsid(SimCluster cluster) {
        try (Rados rados = cluster.connect()) {
            return rados.fsid();
        }
    }

    @Test
    void clustersWithoutANameAndForksAreToldApart() {
        try (SimCluster first = SimCluster.create();
                SimCluster second = SimCluster.create();
                SimCluster fork = first.fork();
                SimCluster secondFork = first.fork();
                SimCluster forkOfFork = fork.fork()) {
            List<SimCluster> all = List.of(first, second, fork, secondFork, forkOfFork);
            Set<String> ids = all.stream().map(ClusterIdentityTest::fsid).collect(Collectors.toSet());
            assertEquals(all.size(), ids.size(), ids::toString);
        }
    }

    @Test
    void aNameHasAlwaysTheSameFsidAndSoHaveItsForks() {
        assertEquals(
                "12c500ed-0b78-3910-9fb4-6af0f246be87",
                ClusterIdentity.of(Optional.of("orders")).fsid());
        List<String> ids = Stream.generate(
                        () -> ClusterIdentity.of(Optional.of("orders")).fork().fork())
                .limit(2)
                .map(ClusterIdentity::fsid)
                .toList();
        assertEquals(ids.get(0), ids.get(1));
        assertNotEquals(
                ClusterIdentity.of(Optional.of("orders")).fsid(),
                ClusterIdentity.of(Optional.of("returns")).fsid());
    }
}
