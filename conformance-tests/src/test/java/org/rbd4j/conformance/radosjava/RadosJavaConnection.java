package org.rbd4j.conformance.radosjava;

import com.ceph.rbd.Rbd;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.LibrbdVersion;
import org.rbd4j.Pool;
import org.rbd4j.PoolNotFoundException;
import org.rbd4j.Rados;

/**
 * A com.ceph.rados.Rados that knows what was opened from it and is still open: the contracts leave that to {@link #close()},
 * and librados may not be shut down under it.
 */
final class RadosJavaConnection implements Rados {
    private final com.ceph.rados.Rados client;
    private final Set<RadosJavaPool> open = new LinkedHashSet<>();

    RadosJavaConnection(com.ceph.rados.Rados client) {
        this.client = client;
    }

    /** In the order of its Javadoc: minor, major, extra. */
    @Override
    public LibrbdVersion librbdVersion() {
        int[] version = Rbd.getVersion();
        return new LibrbdVersion(version[1], version[0], version[2]);
    }

    @Override
    public String fsid() {
        return Answer.of(client::clusterFsid);
    }

    @Override
    public List<String> listPools() {
        return List.of(Answer.of(client::poolList));
    }

    @Override
    public void createPool(String name) {
        Answer.of(() -> client.poolCreate(name));
    }

    @Override
    public void deletePool(String name) {
        orNoPool(() -> {
            client.poolDelete(name);
            return null;
        });
    }

    @Override
    public Pool openPool(String name) {
        RadosJavaPool pool = new RadosJavaPool(name, this, orNoPool(() -> client.ioCtxCreate(name)));
        open.add(pool);
        return pool;
    }

    /** The binding tells pools and images by what was called, as librados does. */
    private static <T> T orNoPool(Answer<T> call) {
        try {
            return Answer.of(call);
        } catch (ImageNotFoundException missing) {
            throw new PoolNotFoundException(missing.getMessage());
        }
    }

    void forget(RadosJavaPool pool) {
        open.remove(pool);
    }

    @Override
    public void close() {
        new ArrayList<>(open).forEach(RadosJavaPool::close);
        client.shutDown();
    }
}
