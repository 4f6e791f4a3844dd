package org.rbd4j.sim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Errno;
import org.rbd4j.HandleClosedException;
import org.rbd4j.LibrbdVersion;
import org.rbd4j.Pool;
import org.rbd4j.PoolNotFoundException;
import org.rbd4j.Rados;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.RadosClient;
import org.rbd4j.sim.rados.RadosCluster;
import org.rbd4j.sim.rados.RadosPool;

/** One client of a simulated cluster. What it opened, and whether it is closed, is guarded by the cluster's lock. */
final class SimRados implements Rados {
    /** The librbd that the simulator models. */
    private final SimCluster cluster;

    private final ClientOptions options;
    private final Calls calls;
    private final RadosClient client;
    private final StackTraceElement openedAt;
    private final Set<SimPool> pools = new LinkedHashSet<>();
    private boolean closed;

    /** Is called under the cluster's lock. */
    SimRados(SimCluster cluster, ClientOptions options, StackTraceElement openedAt) {
        this.client = cluster.storage().connect();
        this.cluster = cluster;
        this.options = options;
        this.openedAt = openedAt;
        this.calls = cluster.callsOf(client);
    }

    @Override
    public LibrbdVersion librbdVersion() {
        return options.profile().version();
    }

    @Override
    public String fsid() {
        return calls.shared(() -> "fsid", whileOpen("fsid", cluster::fsid));
    }

    @Override
    public List<String> listPools() {
        return calls.shared(
                () -> "listPools",
                whileOpen(
                        "listPools",
                        () -> storage().pools().stream()
                                .map(RadosPool::poolName)
                                .toList()));
    }

    @Override
    public void createPool(String name) {
        String call = Subject.pool(name).call("createPool");
        Arguments.requireNamed(call, name);
        calls.exclusive(() -> call, whileOpen(call, () -> {
            if (!storage().createPool(name)) {
                throw new ErrnoFailure(Errno.EEXIST, Reason.POOL_EXISTS.of());
            }
            return null;
        }));
    }

    @Override
    public void deletePool(String name) {
        String call = Subject.pool(name).call("deletePool");
        Arguments.requireCString(call, name);
        calls.exclusive(() -> call, whileOpen(call, () -> {
            if (!storage().deletePool(name)) {
                throw new PoolNotFoundException(call + ": " + Reason.NO_SUCH_POOL.of());
            }
            return null;
        }));
    }

    @Override
    public Pool openPool(String name) {
        String call = Subject.pool(name).call("openPool");
        Arguments.requireCString(call, name);
        StackTraceElement poolOpenedAt = CallSite.ofCaller();
        return calls.exclusive(() -> call, whileOpen(call, () -> {
            RadosPool found = storage()
                    .pool(name)
                    .orElseThrow(() -> new PoolNotFoundException(call + ": " + Reason.NO_SUCH_POOL.of()));
            SimPool pool = new SimPool(this, cluster.ioContext(client, found), poolOpenedAt);
            pools.add(pool);
            return pool;
        }));
    }

    @Override
    public void close() {
        calls.exclusive(() -> "close", () -> {
            new ArrayList<>(pools).forEach(SimPool::closeHandle);
            storage().disconnect(client);
            cluster.forget(this);
            closed = true;
            return null;
        });
    }

    private <T extends @Nullable Object> Calls.Body<T> whileOpen(String call, Calls.Body<T> body) {
        return () -> {
            if (closed) {
                throw new HandleClosedException(call + ": connection is closed");
            }
            return body.run();
        };
    }

    /** This one and what was opened from it. Is called under the cluster's lock. */
    List<OpenHandle> openHandles() {
        List<OpenHandle> open = new ArrayList<>();
        open.add(new OpenHandle(OpenHandle.Kind.CONNECTION, cluster.toString(), client.entity(), openedAt));
        pools.forEach(pool -> open.addAll(pool.openHandles(client.entity())));
        return open;
    }

    SimCluster cluster() {
        return cluster;
    }

    RadosCluster storage() {
        return cluster.storage();
    }

    ClientOptions options() {
        return options;
    }

    Calls calls() {
        return calls;
    }

    /** Is called under the cluster's lock. */
    void forget(SimPool pool) {
        pools.remove(pool);
    }
}
