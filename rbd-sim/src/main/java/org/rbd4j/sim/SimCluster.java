package org.rbd4j.sim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.rbd4j.Rados;
import org.rbd4j.sim.rados.RadosCluster;
import org.rbd4j.sim.rados.StorageUse;

/**
 * A simulated cluster in this JVM's memory, with one pool named {@code rbd} to begin with. Any number of clients may connect
 * to it, from any number of threads.
 *
 * <p>It is deterministic: it has no thread, no clock and no random number of its own, and ids count up.
 */
public final class SimCluster implements AutoCloseable {
    private static final ConcurrentMap<String, SimCluster> NAMED = new ConcurrentHashMap<>();

    private final Optional<String> name;
    private final RadosCluster cluster = new RadosCluster();

    /** Guarded by the cluster's lock. */
    private final Set<SimRados> clients = new HashSet<>();

    private SimCluster(Optional<String> name) {
        this.name = name;
        cluster.createPool("rbd");
    }

    /**
     * A new cluster that nobody else can reach.
     *
     * @return the cluster
     */
    public static SimCluster create() {
        return new SimCluster(Optional.empty());
    }

    /**
     * The cluster that {@code sim:NAME} connects to; it is made on first use and stays until it is closed.
     *
     * @param name the cluster's name
     * @return the cluster
     */
    public static SimCluster named(String name) {
        return NAMED.computeIfAbsent(name, key -> new SimCluster(Optional.of(key)));
    }

    /**
     * Connects a new client with default options.
     *
     * @return the connection
     */
    public Rados connect() {
        return connect(Map.of());
    }

    /**
     * Connects a new client.
     *
     * @param options Ceph's options by Ceph's names
     * @return the connection
     * @throws org.rbd4j.InvalidArgumentException if a value is refused, or an option would change answers and is not modelled
     * @throws org.rbd4j.RbdException with errno 2 if an option does not exist
     */
    public Rados connect(Map<String, String> options) {
        ClientOptions parsed = ClientOptions.parse(options);
        return calls().exclusive(() -> "connect " + this, () -> {
            SimRados client = new SimRados(this, parsed);
            clients.add(client);
            return client;
        });
    }

    /**
     * Holds the trimmer of removed snapshots back, as {@code ceph osd set nosnaptrim} does, or lets it run. By default it
     * runs right after each removal. Diffs tell the difference.
     *
     * @param held true to hold it back; false lets it do at once what it was kept from
     */
    public void setNoSnapTrim(boolean held) {
        calls().exclusive(() -> "set nosnaptrim of " + this, () -> {
            cluster.holdSnapTrim(held);
            return null;
        });
    }

    /**
     * Counts what the cluster stores. It visits every page.
     *
     * @return the count
     */
    public SimUsage usage() {
        StorageUse use = calls().shared(() -> "count the usage of " + this, cluster::use);
        return new SimUsage(use.heads(), use.clones(), use.bytes());
    }

    /** Closes every client, and forgets the name: the next {@code sim:NAME} makes a new cluster. */
    @Override
    public void close() {
        name.ifPresent(known -> NAMED.remove(known, this));
        List<SimRados> open = calls().shared(() -> "close " + this, () -> new ArrayList<>(clients));
        open.forEach(SimRados::close);
    }

    String fsid() {
        return UUID.nameUUIDFromBytes(name.orElse("rbd4j").getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    RadosCluster storage() {
        return cluster;
    }

    Calls calls() {
        return new Calls(cluster.lock());
    }

    /** Is called under the cluster's lock. */
    void forget(SimRados client) {
        clients.remove(client);
    }

    @Override
    public String toString() {
        return name.map(known -> "sim:" + known).orElse("an unnamed simulated cluster");
    }
}
