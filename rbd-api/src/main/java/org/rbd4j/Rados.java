package org.rbd4j;

import java.util.List;
import java.util.Map;
import org.rbd4j.internal.Quoted;

/**
 * One client's connection to one cluster.
 *
 * <p>Any number of threads may share a connection. Closing it closes what was opened from it, in order; closing it twice is
 * harmless; every other call after {@link #close()} ends in {@link HandleClosedException}.
 *
 * <p>Others implement this interface too. A method that is added to it is {@code default}, and ends in
 * {@link FunctionNotSupportedException} that names it where an implementation is older.
 */
public interface Rados extends AutoCloseable {
    /**
     * Connects to a cluster with its default options.
     *
     * @param uri {@code sim:NAME} or {@code ceph:CONF_PATH?id=admin}, see {@link ConnectionUri}
     * @return the connection
     * @throws RbdException as {@link #connect(String, Map)} does
     */
    static Rados connect(String uri) {
        return connect(uri, Map.of());
    }

    /**
     * Connects to a cluster.
     *
     * <p>The scheme picks the implementation among the {@link RadosProvider}s that {@link java.util.ServiceLoader} finds.
     *
     * <p>Two options are not Ceph's. {@code rbd4j_deadline} is a positive decimal number of seconds: on a real cluster each call then
     * ends within that time, with {@link RbdTimeoutException} if librbd has not come back, and its handle answers nothing but {@link
     * HandleLostException} from then on. Without it a call takes as long as librbd does, which is for ever where a monitor or an OSD
     * does not answer. A simulated call never waits. {@code rbd4j_librbd_defects = false} makes the simulator answer as librbd should
     * where it is known to lose data.
     *
     * @param uri {@code sim:NAME} or {@code ceph:CONF_PATH?id=admin}, see {@link ConnectionUri}
     * @param options Ceph's options by Ceph's names, such as {@code rbd_cache}, with values as Ceph takes them, such as
     *     {@code 4K} (4000 of what is counted, 4096 bytes of what has a size); they win over the configuration file's. In a name,
     *     blanks are underscores: {@code rbd cache}
     * @return the connection
     * @throws InvalidArgumentException if the URI is malformed, no provider knows its scheme, an option is there twice, or its
     *     value is refused; the simulator refuses values that would change answers and that it does not model
     * @throws ConfigurationNotFoundException (errno 2) if there is no such option or no such configuration file, or the
     *     configuration names no monitor or no key that is there
     * @throws RbdTimeoutException (errno 110) if no monitor answers within {@code client_mount_timeout}
     * @throws PermissionDeniedException if the cluster refuses the credentials
     * @throws RbdException with errno 34 if the level of a log ({@code debug_…}) is not within 0..99
     *     <p>librbd: rados_create2, rados_conf_read_file, rados_conf_set, rados_connect
     */
    static Rados connect(String uri, Map<String, String> options) {
        Quoted.prepare();
        return RadosProviders.connect(ConnectionUri.parse(uri), options);
    }

    /**
     * The version of the library that carries out the calls: librbd's own, or the one that the simulator models.
     *
     * @return the version
     *     <p>librbd: rbd_version
     */
    LibrbdVersion librbdVersion();

    /**
     * The cluster's unique id.
     *
     * @return a UUID in its 36-character form
     * @throws HandleClosedException if the connection is closed
     *     <p>librados: rados_cluster_fsid
     */
    String fsid();

    /**
     * Lists the names of the pools, in the order of their creation.
     *
     * @return an unmodifiable list
     * @throws HandleClosedException if the connection is closed
     *     <p>librados: rados_pool_list
     */
    List<String> listPools();

    /**
     * Creates a pool.
     *
     * @param name the pool's name; not empty
     * @throws RbdException with errno 17 if a pool of that name exists
     * @throws InvalidArgumentException if the name is empty or holds a NUL
     * @throws HandleClosedException if the connection is closed
     *     <p>librados: rados_pool_create
     */
    void createPool(String name);

    /**
     * Deletes a pool and everything in it, images that are open and clones' parents included. Where their data was needed, calls
     * end in {@link PermissionDeniedException} from then on; a clone in another pool is opened no more, but may be removed.
     *
     * @param name the pool's name
     * @throws PoolNotFoundException if no pool has that name
     * @throws PermissionDeniedException if the cluster does not allow it ({@code mon_allow_pool_delete})
     * @throws HandleClosedException if the connection is closed
     *     <p>librados: rados_pool_delete
     */
    void deletePool(String name);

    /**
     * Opens a pool.
     *
     * @param name the pool's name
     * @return the pool, to be closed by the caller
     * @throws PoolNotFoundException if no pool has that name
     * @throws HandleClosedException if the connection is closed
     *     <p>librados: rados_ioctx_create
     */
    Pool openPool(String name);

    /**
     * Closes the images and pools opened from here, then the connection. Waits for calls in flight.
     *
     * <p>librados: rados_shutdown
     */
    @Override
    void close();
}
