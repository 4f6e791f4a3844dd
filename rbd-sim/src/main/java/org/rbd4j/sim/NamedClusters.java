package org.rbd4j.sim;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The clusters that {@code sim:NAME} leads to, in this JVM: a cluster leaves before it closes, so that none here is closed. */
final class NamedClusters {
    private static final ConcurrentMap<String, SimCluster> CLUSTERS = new ConcurrentHashMap<>();

    private NamedClusters() {}

    /** The cluster of a name, made on first use. */
    static SimCluster find(String name) {
        while (true) {
            SimCluster found = CLUSTERS.computeIfAbsent(
                    name, key -> new SimClusterBuilder().named(key).make());
            // One that was closed after it was found has left already, and the next look finds another.
            if (!found.isClosed()) {
                return found;
            }
        }
    }

    /** Lets a name lead to a cluster; false if it leads to one already. */
    static boolean add(String name, SimCluster cluster) {
        return CLUSTERS.putIfAbsent(name, cluster) == null;
    }

    /** Lets a name lead nowhere. */
    static Optional<SimCluster> remove(String name) {
        return Optional.ofNullable(CLUSTERS.remove(name));
    }

    /** Lets a name lead nowhere if it leads to this cluster. */
    static void remove(String name, SimCluster cluster) {
        CLUSTERS.remove(name, cluster);
    }
}
