package org.rbd4j.sim.rados;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One client's way into one pool; it is barred to a client that is blocklisted. */
final class ClientIoContext implements IoContext {
    private final RadosCluster cluster;
    private final RadosClient client;
    private final RadosPool pool;

    ClientIoContext(RadosCluster cluster, RadosClient client, RadosPool pool) {
        this.cluster = cluster;
        this.client = client;
        this.pool = pool;
    }

    private RadosPool served() {
        client.requireServed();
        return pool;
    }

    @Override
    public long poolId() {
        return pool.poolId();
    }

    @Override
    public String poolName() {
        return pool.poolName();
    }

    @Override
    public List<IoContext> allPools() {
        List<IoContext> all = new ArrayList<>();
        cluster.pools().forEach(each -> all.add(new ClientIoContext(cluster, client, each)));
        return all;
    }

    @Override
    public RadosClient client() {
        return client;
    }

    @Override
    public Instant now() {
        return cluster.now();
    }

    @Override
    public void blocklist(String entity) {
        cluster.blocklist(entity);
    }

    @Override
    public int read(ObjectName object, long snap, long offset, ByteBuffer destination) {
        return served().read(object, snap, offset, destination);
    }

    @Override
    public WriteOutcome operate(ObjectName object, SnapContext context, ObjectOperation... operations) {
        return served().operate(object, context, operations);
    }

    @Override
    public Optional<ObjectHistory> listSnaps(ObjectName object) {
        return served().listSnaps(object);
    }

    @Override
    public NavigableSet<Long> objectNumbers(String prefix, long from, long to) {
        return served().objectNumbers(prefix, from, to);
    }

    @Override
    public <S> Optional<S> read(MetadataName<S> name) {
        return served().read(name);
    }

    @Override
    public <S> Optional<S> peek(MetadataName<S> name) {
        return served().read(name);
    }

    @Override
    public <S> void exec(MetadataName<S> name, String method, UnaryOperator<Optional<S>> change) {
        served().exec(name, method, change);
    }

    @Override
    public void remove(MetadataName<?> name) {
        served().remove(name);
    }

    @Override
    public long createSnap() {
        return served().createSnap();
    }

    @Override
    public void removeSnap(long snap) {
        served().removeSnap(snap);
    }

    @Override
    public void watch(MetadataName<?> name, Watch watch) {
        served().watch(name, watch);
    }

    @Override
    public void unwatch(MetadataName<?> name, Watch watch) {
        // The cluster drops a blocklisted client's watches by itself.
        pool.unwatch(name, watch);
    }

    @Override
    public List<Watch> watches(MetadataName<?> name) {
        return served().watches(name);
    }

    @Override
    public void notify(MetadataName<?> name) {
        served().watches(name).forEach(Watch::notified);
    }

    @Override
    public void ask(MetadataName<?> name) {
        served().watches(name).forEach(Watch::asked);
    }
}
