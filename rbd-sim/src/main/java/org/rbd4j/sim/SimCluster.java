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
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.rbd4j.Rados;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.RadosClient;
import org.rbd4j.sim.rados.RadosCluster;
import org.rbd4j.sim.rados.RadosPool;

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
    private final RunningCounters counters = new RunningCounters();
    private final CallTrace trace = new CallTrace();

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
        return locked(cluster.lock().writeLock(), () -> {
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
        locked(cluster.lock().writeLock(), () -> {
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
        return locked(cluster.lock().readLock(), () -> SimUsage.of(objects(), cluster.bytesInMemory()));
    }

    /**
     * Lists the data objects of all pools with their clones, as RADOS has them.
     *
     * @return by pool, in the order of the pools' creation, and by name; metadata objects are not among them
     */
    public List<StoredObject> objects() {
        return locked(
                cluster.lock().readLock(),
                () -> cluster.pools().stream()
                        .flatMap(pool -> StoredObject.in(pool).stream())
                        .toList());
    }

    /**
     * Lists the metadata objects of all pools: directories, headers, object maps and what else is not data.
     *
     * @return such as {@code rbd/rbd_header.1}, by pool, in the order of the pools' creation, and by name
     */
    public List<String> metadataObjects() {
        return locked(
                cluster.lock().readLock(),
                () -> cluster.pools().stream()
                        .flatMap(pool -> pool.metadataObjects().stream().map(name -> pool.poolName() + "/" + name))
                        .toList());
    }

    /**
     * Counts what the cluster has done since it was made.
     *
     * @return the counters now; what other threads' calls that only read are doing meanwhile may be in it in part
     */
    public SimCounters counters() {
        return locked(cluster.lock().readLock(), counters::now);
    }

    /**
     * Keeps the last calls of all clients from now on, with the RADOS operations that each causes. By default none is kept.
     * The logger {@code org.rbd4j.sim.trace} gets each call at debug, whether it is kept or not.
     *
     * @param lastCalls how many calls at most, however many operations each has; 0 keeps none
     * @throws org.rbd4j.InvalidArgumentException if the number is negative
     */
    public void keepTrace(int lastCalls) {
        Arguments.requireNotNegative("keepTrace of " + this, "the number of calls", lastCalls);
        trace.keep(lastCalls);
    }

    /**
     * The calls that were kept, in the order in which they ended.
     *
     * <p>What is done to data objects, and to object maps to keep them true, is what librbd sends. With other metadata the
     * simulator is brief: it reads a header at once and not field by field, locks no object map, and tells nobody that the
     * managed lock changed hands. And it asks no object that was never written, where librbd tries one after another.
     *
     * @return the oldest first; empty unless {@link #keepTrace} was called
     */
    public List<TracedCall> trace() {
        return trace.calls();
    }

    /** Closes every client, and forgets the name: the next {@code sim:NAME} makes a new cluster. */
    @Override
    public void close() {
        name.ifPresent(known -> NAMED.remove(known, this));
        List<SimRados> open = locked(cluster.lock().readLock(), () -> new ArrayList<>(clients));
        open.forEach(SimRados::close);
    }

    String fsid() {
        return UUID.nameUUIDFromBytes(name.orElse("rbd4j").getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    RadosCluster storage() {
        return cluster;
    }

    /** What runs a client's calls. */
    Calls callsOf(RadosClient client) {
        return new Calls(cluster.lock(), counters, trace, client.entity());
    }

    /** A client's way into a pool, through the layer that sees all operations. */
    IoContext ioContext(RadosClient client, RadosPool pool) {
        return new ObservedIoContext(cluster.ioContext(client, pool), trace, counters);
    }

    private static <T> T locked(Lock lock, Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
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
