package org.rbd4j.sim.rados;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One cluster: its pools by name, and the ids it gives out, which count up and are never used twice. */
public final class RadosCluster implements RequestPath {
    private static final long FIRST_CLIENT_ID = 4100;

    /** Guards everything in this cluster; see the package's description. */
    private final ClusterLock lock = new ClusterLock();

    private final Clock clock;
    private final Map<String, RadosPool> pools = new LinkedHashMap<>();
    private final Map<String, RadosClient> clients = new HashMap<>();
    private long lastClientId = FIRST_CLIENT_ID - 1;
    private long lastPoolId;
    private long lastImageId;
    private boolean snapTrimHeld;

    /**
     * Creates a cluster without pools.
     *
     * @param clock what its daemons' clocks say
     */
    public RadosCluster(Clock clock) {
        this.clock = clock;
    }

    /**
     * A cluster with the same content, made without copying a byte, that goes on by itself: without clients, and with ids that
     * count on from the same numbers. Is called under the exclusive lock, for it takes from this cluster the pages that it wrote
     * in place until now.
     *
     * @return the fork
     */
    public RadosCluster fork() {
        RadosCluster fork = new RadosCluster(clock);
        pools.forEach((name, pool) -> fork.pools.put(name, pool.fork(fork)));
        fork.lastClientId = lastClientId;
        fork.lastPoolId = lastPoolId;
        fork.lastImageId = lastImageId;
        fork.snapTrimHeld = snapTrimHeld;
        return fork;
    }

    /**
     * The lock that guards the cluster. One call of the upper storey holds it from its beginning to its end: shared if it
     * only reads, or changes bytes of one object in place; exclusively otherwise.
     *
     * @return the lock
     */
    public ClusterLock lock() {
        return lock;
    }

    /**
     * The pools in the order of their creation.
     *
     * @return a copy
     */
    public List<RadosPool> pools() {
        return new ArrayList<>(pools.values());
    }

    /**
     * Finds a pool.
     *
     * @param name the pool's name
     * @return empty if there is none
     */
    public Optional<RadosPool> pool(String name) {
        return Optional.ofNullable(pools.get(name));
    }

    /** A pool by its id; empty if it was deleted. */
    Optional<RadosPool> pool(long id) {
        return pools.values().stream().filter(pool -> pool.poolId() == id).findFirst();
    }

    /** What the daemons' clocks say. */
    Instant now() {
        return clock.instant();
    }

    /**
     * A new client.
     *
     * @return the client
     */
    public RadosClient connect() {
        RadosClient client = new RadosClient(++lastClientId);
        clients.put(client.entity(), client);
        return client;
    }

    /**
     * Forgets a client.
     *
     * @param client the client
     */
    public void disconnect(RadosClient client) {
        clients.remove(client.entity());
    }

    @Override
    public <R> R send(IoContext from, RadosRequest<R> request) {
        if (!request.isServedWhenBlocklisted()) {
            from.client().requireServed();
        }
        return request.carryOut(from.pool(), from.client());
    }

    void blocklist(String entity) {
        RadosClient client = clients.get(entity);
        if (client != null) {
            client.blocklist();
            pools.values().forEach(pool -> pool.watches().dropOf(client));
        }
    }

    /**
     * Creates a pool.
     *
     * @param name the pool's name
     * @return false if it exists
     */
    public boolean createPool(String name) {
        if (pools.containsKey(name)) {
            return false;
        }
        pools.put(name, new RadosPool(this, ++lastPoolId, name));
        return true;
    }

    /**
     * Deletes a pool.
     *
     * @param name the pool's name
     * @return false if there is none
     */
    public boolean deletePool(String name) {
        RadosPool deleted = pools.remove(name);
        if (deleted == null) {
            return false;
        }
        deleted.delete();
        return true;
    }

    /** An id for a new image, in hexadecimal as Ceph's are. */
    String nextImageId() {
        return Long.toHexString(++lastImageId);
    }

    /**
     * Tells whether the trimmer is held back.
     *
     * @return true if so
     */
    public boolean isSnapTrimHeld() {
        return snapTrimHeld;
    }

    /**
     * Holds the trimmer back, as the cluster flag {@code nosnaptrim} does, or lets it run: it then does at once what it was
     * kept from.
     *
     * @param held true to hold it back
     */
    public void holdSnapTrim(boolean held) {
        snapTrimHeld = held;
        if (!held) {
            pools.values().forEach(RadosPool::trimSnaps);
        }
    }

    /**
     * Counts the bytes of the arrays that hold the data objects' bytes.
     *
     * @return the sum; what several revisions share counts once
     */
    public long bytesInMemory() {
        Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        forEachArray(arrays::add);
        return arrays.stream().mapToLong(array -> array.length).sum();
    }

    /**
     * Shows the arrays that hold the data objects' bytes, which other clusters may share, and which are not to be changed.
     *
     * @param visitor takes each; what several revisions share, once for each of them or more often
     */
    public void forEachArray(Consumer<byte[]> visitor) {
        pools.values().forEach(pool -> pool.forEachArray(visitor));
    }
}
