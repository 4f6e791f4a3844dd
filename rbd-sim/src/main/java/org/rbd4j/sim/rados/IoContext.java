package org.rbd4j.sim.rados;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One client's I/O context of one pool: all that a client would ask of a cluster goes through {@link #send}. */
public final class IoContext {
    private final RequestPath path;
    private final RadosCluster cluster;
    private final RadosClient client;
    private final RadosPool pool;

    /**
     * Creates an I/O context.
     *
     * @param path what requests pass
     * @param cluster where they lead
     * @param client who sends them
     * @param pool the pool
     */
    public IoContext(RequestPath path, RadosCluster cluster, RadosClient client, RadosPool pool) {
        this.path = path;
        this.cluster = cluster;
        this.client = client;
        this.pool = pool;
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param <R> what it is answered with
     * @param request the request
     * @return the answer
     * @throws ErrnoFailure if the cluster refuses it; then nothing has changed
     */
    public <R> R send(RadosRequest<R> request) {
        return path.send(this, request);
    }

    /**
     * Whether a write would change bytes of an object that are there and nothing else, which the simulator may do beside others. No
     * cluster is asked that.
     *
     * @param prefix what the object's name begins with
     * @param number the object's number
     * @param context the writer's snapshot context
     * @param offset where it begins, in bytes
     * @param length how many bytes, at least 1
     * @return false if there is no such object, if the write makes it longer, or if other revisions share its bytes
     */
    public boolean writesInPlace(String prefix, long number, SnapContext context, long offset, int length) {
        return pool.writesInPlace(prefix, number, context, offset, length);
    }

    /**
     * Between two requests of a call that takes long: lets other calls in that wait to read.
     *
     * @param imageIds the images that the call is about, which nobody is to read before it is done
     */
    public void letReadersIn(Set<String> imageIds) {
        cluster.lock().letReadersIn(imageIds);
    }

    /**
     * The pool's id.
     *
     * @return the id; never used again once the pool is deleted
     */
    public long poolId() {
        return pool.poolId();
    }

    /**
     * The pool's name.
     *
     * @return the name
     */
    public String poolName() {
        return pool.poolName();
    }

    /**
     * The client that asks.
     *
     * @return the client
     */
    public RadosClient client() {
        return client;
    }

    /**
     * The same client's I/O contexts of all pools of the cluster, in the order of the pools' creation. Clients know them from the map of the
     * cluster.
     *
     * @return this pool among them, unless it was deleted
     */
    public List<IoContext> allPools() {
        return cluster.pools().stream().map(this::to).toList();
    }

    /**
     * The same client's I/O context of another pool.
     *
     * @param id the pool's id
     * @return empty if the pool was deleted
     */
    public Optional<IoContext> pool(long id) {
        return cluster.pool(id).map(this::to);
    }

    /** Ends the call as librados does if the pool was deleted, before something is asked for in another way than librbd asks. */
    public void requirePool() {
        pool.requireExists();
    }

    private IoContext to(RadosPool other) {
        return new IoContext(path, cluster, client, other);
    }

    RadosPool pool() {
        return pool;
    }
}
