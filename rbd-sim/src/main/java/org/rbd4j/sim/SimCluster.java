package org.rbd4j.sim;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rbd4j.HandleClosedException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Rados;
import org.rbd4j.sim.rados.ClusterLock;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.RadosClient;
import org.rbd4j.sim.rados.RadosCluster;
import org.rbd4j.sim.rados.RadosPool;
import org.rbd4j.sim.rados.RequestPath;

/**
 * A simulated cluster in this JVM's memory, with one pool named {@code rbd} to begin with unless its builder says otherwise. Any
 * number of clients may connect to it, from any number of threads, until it is closed.
 *
 * <p>It is deterministic: it has no thread, no clock and no random number of its own, and ids count up. The
 * {@link Rados#fsid() fsid} of a named cluster is always the same; those of others count up within the JVM.
 */
public final class SimCluster implements AutoCloseable {
    private final ClusterIdentity identity;
    private final RadosCluster cluster;
    private final ClientSettings settings;
    private final RunningCounters counters = new RunningCounters();
    private final CallTrace trace = new CallTrace();

    /** What every request of every client passes. */
    private final RequestPath path;

    /** In the order in which they connected; guarded by the cluster's lock. */
    private final Set<SimRados> clients = new LinkedHashSet<>();

    /** Those that the builder named; filled by the constructor alone. */
    private final Map<String, Rados> namedClients = new LinkedHashMap<>();

    /** Set once, under the cluster's exclusive lock. */
    private volatile boolean closed;

    SimCluster(
            ClusterIdentity identity,
            RadosCluster cluster,
            UnaryOperator<RequestPath> layer,
            ClientSettings settings,
            int tracedCalls) {
        this.identity = identity;
        this.cluster = cluster;
        this.path = new TraceLayer(new CountingLayer(layer.apply(cluster), counters), trace);
        this.settings = settings;
        trace.keep(tracedCalls);
        settings.named().forEach((client, options) -> namedClients.put(client, connect(options)));
    }

    /**
     * A new cluster that nobody else can reach.
     *
     * @return the cluster
     */
    public static SimCluster create() {
        return builder().build();
    }

    /**
     * Begins to make a cluster that is not as {@link #create()} makes it.
     *
     * @return the builder
     */
    public static SimClusterBuilder builder() {
        return new SimClusterBuilder();
    }

    /**
     * The cluster that {@code sim:NAME} connects to; it is made on first use, unless a builder made it before, and stays until
     * it is closed.
     *
     * @param name the cluster's name
     * @return the cluster, which was open when it was found
     * @throws InvalidArgumentException if the name is empty or holds a NUL
     */
    public static SimCluster named(String name) {
        Arguments.requireNamed("named '" + name + "'", name);
        return NamedClusters.find(name);
    }

    /**
     * Closes the cluster that {@code sim:NAME} connects to, as {@link #close()} does.
     *
     * @param name the cluster's name
     * @return false if there was none
     */
    public static boolean remove(String name) {
        Optional<SimCluster> removed = NamedClusters.remove(name);
        removed.ifPresent(SimCluster::close);
        return removed.isPresent();
    }

    /**
     * Connects a new client with the cluster's own options.
     *
     * @return the connection
     * @throws HandleClosedException if the cluster is closed
     */
    public Rados connect() {
        return connect(Map.of());
    }

    /**
     * Connects a new client.
     *
     * @param options Ceph's options by Ceph's names; they win over the cluster's
     * @return the connection
     * @throws InvalidArgumentException if a value is refused, or an option would change answers and is not modelled
     * @throws org.rbd4j.ConfigurationNotFoundException if there is no such option
     * @throws HandleClosedException if the cluster is closed
     */
    public Rados connect(Map<String, String> options) {
        return connectUnlessClosed(options)
                .orElseThrow(() -> new HandleClosedException("connect to " + this + ": cluster is closed"));
    }

    /** Connects a new client; empty if the cluster is closed. */
    Optional<Rados> connectUnlessClosed(Map<String, String> options) {
        ClientOptions parsed = settings.parse(options);
        StackTraceElement openedAt = CallSite.ofCaller();
        return locked(cluster.lock().exclusive(), () -> {
            if (closed) {
                return Optional.empty();
            }
            SimRados client = new SimRados(this, parsed, openedAt);
            clients.add(client);
            return Optional.of(client);
        });
    }

    /**
     * A client that the builder named, connected since the cluster was made.
     *
     * @param clientName what the builder called it
     * @return the connection, the same one at each call, which closes with the cluster
     * @throws InvalidArgumentException if the builder named no such client
     */
    public Rados client(String clientName) {
        Rados found = namedClients.get(clientName);
        if (found == null) {
            throw new InvalidArgumentException("client '" + clientName + "' of " + this
                    + ": there is no such client; the builder named " + namedClients.keySet());
        }
        return found;
    }

    /**
     * Holds the trimmer of removed snapshots back, as {@code ceph osd set nosnaptrim} does, or lets it run. By default it
     * runs right after each removal. Diffs tell the difference.
     *
     * @param held true to hold it back; false lets it do at once what it was kept from
     */
    public void setNoSnapTrim(boolean held) {
        locked(cluster.lock().exclusive(), () -> {
            cluster.holdSnapTrim(held);
            return null;
        });
    }

    /**
     * Makes a full, independent copy of the cluster as it is now, without copying data: both share every page of bytes until one
     * of them writes it. So that what took long to set up is set up once, and each test has a fork of its own.
     *
     * <p>The copy has the options, the clock and the trimmer's state of this cluster, and ids count on from where they are. It
     * has no name, an {@link Rados#fsid() fsid} of its own, and none of this cluster's clients: to it they are gone without a
     * word. Locks that they held are still held; a managed lock stays until somebody needs it, who finds its owner gone and
     * breaks it, and an advisory lock until somebody breaks it by name. Clients that the builder named are connected anew. Its
     * counters begin at 0, and its trace is empty and keeps as many calls. A cluster that is closed can be forked.
     *
     * @return the copy, to be closed by the caller
     */
    public SimCluster fork() {
        RadosCluster forked = locked(cluster.lock().exclusive(), cluster::fork);
        return new SimCluster(identity.fork(), forked, UnaryOperator.identity(), settings, trace.limit());
    }

    /**
     * Lists what is open.
     *
     * @return connections in the order in which they were made, each followed by its pools, and each of these by its images
     */
    public List<OpenHandle> openHandles() {
        return locked(
                cluster.lock().shared(),
                () -> clients.stream()
                        .flatMap(client -> client.openHandles().stream())
                        .toList());
    }

    /**
     * Counts what the cluster stores. It visits every page.
     *
     * @return the count
     */
    public SimUsage usage() {
        return locked(cluster.lock().shared(), () -> SimUsage.of(storedObjects(), cluster.bytesInMemory()));
    }

    /**
     * Lists the data objects of all pools with their clones, as RADOS has them. Left out are the empty whiteouts that librbd leaves
     * of objects that neither a clone nor its parent ever had when a clone with snapshots shrinks: here such objects cost nothing.
     *
     * @return by pool, in the order of the pools' creation, and by name; metadata objects are not among them
     */
    public List<StoredObject> objects() {
        return locked(cluster.lock().shared(), this::storedObjects);
    }

    private List<StoredObject> storedObjects() {
        return cluster.pools().stream()
                .flatMap(pool -> StoredObject.in(pool).stream())
                .toList();
    }

    /**
     * Lists the metadata objects of all pools: directories, headers, object maps and what else is not data.
     *
     * @return such as {@code rbd/rbd_header.1}, by pool, in the order of the pools' creation, and by name
     */
    public List<String> metadataObjects() {
        return locked(
                cluster.lock().shared(),
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
        return locked(cluster.lock().shared(), counters::now);
    }

    /**
     * Keeps the last calls of all clients from now on, with the RADOS operations that each causes. By default none is kept.
     * The logger {@code org.rbd4j.sim.trace} gets each call at debug, whether it is kept or not.
     *
     * @param lastCalls how many calls at most, however many operations each has; 0 keeps none
     * @throws org.rbd4j.InvalidArgumentException if the number is negative
     */
    public void keepTrace(int lastCalls) {
        Arguments.requireNotNegative("keepTrace of " + this + ": the number of calls", lastCalls);
        trace.keep(lastCalls);
    }

    /**
     * The calls that were kept, in the order in which they ended.
     *
     * <p>What is done to data objects, and how directories, headers and object maps are changed, is what librbd sends. Otherwise a
     * trace is shorter: the simulator reads a header at once and not field by field, locks no object map, tells nobody that the
     * managed lock changed hands or that a snapshot is about to be taken, and keeps no times of access. And it asks for no object
     * that was never written, where librbd tries one after another.
     *
     * @return the oldest first; empty unless {@link #keepTrace} was called
     */
    public List<TracedCall> trace() {
        return trace.calls();
    }

    /**
     * Closes every client, and forgets the name: the next {@code sim:NAME} makes a new cluster. Nobody connects to this one any
     * more, yet what it stores, its counters and its trace can still be asked for. Closing twice is harmless.
     */
    @Override
    public void close() {
        identity.name().ifPresent(known -> NamedClusters.remove(known, this));
        locked(cluster.lock().exclusive(), () -> {
            closed = true;
            List.copyOf(clients).forEach(SimRados::close);
            return null;
        });
    }

    boolean isClosed() {
        return closed;
    }

    String fsid() {
        return identity.fsid();
    }

    RadosCluster storage() {
        return cluster;
    }

    /** What runs a client's calls. */
    Calls callsOf(RadosClient client) {
        return new Calls(cluster.lock(), counters, trace, client.entity());
    }

    /** A client's I/O context of a pool, through all layers. */
    IoContext ioContext(RadosClient client, RadosPool pool) {
        return new IoContext(path, cluster, client, pool);
    }

    private static <T extends @Nullable Object> T locked(ClusterLock.Hold lock, Supplier<T> body) {
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
        return identity.toString();
    }
}
