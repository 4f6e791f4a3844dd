package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_CLUSTER_FSID;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_CONNECT;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_CREATE2;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_IOCTX_CREATE;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_IOCTX_DESTROY;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_POOL_CREATE;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_POOL_DELETE;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_POOL_LIST;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_SHUTDOWN;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_VERSION;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.rbd4j.ConnectionUri;
import org.rbd4j.Errno;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.LibrbdVersion;
import org.rbd4j.Pool;
import org.rbd4j.PoolNotFoundException;
import org.rbd4j.Rados;
import org.rbd4j.RbdTimeoutException;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;

/** One rados_t, connected from its first method call to its last. */
final class LibradosConnection implements Rados {
    private static final int FSID_ROOM = 64;
    private static final String UNKNOWN_FSID = "00000000-0000-0000-0000-000000000000";
    private static final Duration FSID_PAUSE = Duration.ofMillis(1);
    private static final long FSID_LIMIT_NANOS = 30_000_000_000L;
    private static final int POOL_LIST_ROOM = 4096;

    private final Handle handle;
    private final Deadline deadline;

    private LibradosConnection(Handle handle, Deadline deadline) {
        this.handle = handle;
        this.deadline = deadline;
    }

    static LibradosConnection open(ConnectionUri uri, Map<String, String> given) {
        String what = "connect " + Quoted.of(uri.toString());
        Map<String, String> options = Configuration.byCephsNames(what, given);
        LibradosConnection connection = unconnected(uri, what, options);
        try {
            connection.connect(uri, what, options);
        } catch (RuntimeException | Error failure) {
            try {
                connection.close();
            } catch (RuntimeException | Error another) {
                if (another != failure) {
                    failure.addSuppressed(another);
                }
            }
            throw failure;
        }
        return connection;
    }

    /** One that has to {@link #connect} before it is of use. */
    static LibradosConnection unconnected(ConnectionUri uri, String what, Map<String, String> options) {
        Deadline deadline = Deadline.of(Optional.ofNullable(options.get(Deadline.OPTION)));
        Handle handle = Handle.root(
                "connection",
                uri.toString(),
                create(what, uri.parameters().getOrDefault("id", "admin")),
                (cluster, arena) -> {
                    RADOS_SHUTDOWN.invokeExact(cluster);
                    ProcessEnd.connectionEnded();
                    return cluster;
                },
                deadline);
        return new LibradosConnection(handle, deadline);
    }

    /**
     * Connects.
     *
     * @param options as {@link Configuration#byCephsNames} gives them
     */
    void connect(ConnectionUri uri, String what, Map<String, String> options) {
        Configuration configuration = new Configuration(handle, what);
        configuration.prepare(uri.target(), options);
        int connected = handle.call(what, (cluster, arena) -> (int) RADOS_CONNECT.invokeExact(cluster));
        Configuration.check(what, "the configuration names no monitor, or a key that is not there", connected);
        configuration.check();
    }

    private static MemorySegment create(String what, String id) {
        boolean isCreated = false;
        ProcessEnd.connectionBegins();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cluster = arena.allocate(ADDRESS);
            int returned = (int) RADOS_CREATE2.invokeExact(
                    cluster, CString.toC(arena, what, "ceph"), CString.toC(arena, what, "client." + id), 0L);
            ReturnCode.check(what, returned);
            isCreated = true;
            return cluster.get(ADDRESS, 0);
        } catch (Throwable failure) {
            throw Handle.unchecked(failure);
        } finally {
            if (!isCreated) {
                ProcessEnd.connectionEnded();
            }
        }
    }

    CreationDefaults creationDefaults() {
        return CreationDefaults.of(new Configuration(handle, "creationDefaults")::get);
    }

    @Override
    public LibrbdVersion librbdVersion() {
        return handle.call("librbdVersion", (cluster, arena) -> {
            MemorySegment numbers = arena.allocate(JAVA_INT, 3);
            RBD_VERSION.invokeExact(numbers, numbers.asSlice(4), numbers.asSlice(8));
            return new LibrbdVersion(
                    numbers.getAtIndex(JAVA_INT, 0), numbers.getAtIndex(JAVA_INT, 1), numbers.getAtIndex(JAVA_INT, 2));
        });
    }

    @Override
    public String fsid() {
        String what = "fsid";
        return awaitFsid(what, () -> fsidKnownSoFar(what));
    }

    /** rados_connect may come back before the monitors' map does, and until then librados says zeroes. */
    static String awaitFsid(String what, Supplier<String> fsidKnownSoFar) {
        long began = System.nanoTime();
        String fsid = fsidKnownSoFar.get();
        while (fsid.equals(UNKNOWN_FSID)) {
            if (System.nanoTime() - began > FSID_LIMIT_NANOS) {
                throw new RbdTimeoutException(what + ": the monitors' map did not come");
            }
            Uninterrupted.sleep(FSID_PAUSE);
            fsid = fsidKnownSoFar.get();
        }
        return fsid;
    }

    private String fsidKnownSoFar(String what) {
        return handle.call(what, (cluster, arena) -> {
            MemorySegment buffer = arena.allocate(FSID_ROOM);
            int returned = (int) RADOS_CLUSTER_FSID.invokeExact(cluster, buffer, buffer.byteSize());
            ReturnCode.check(what, returned);
            return buffer.getString(0);
        });
    }

    @Override
    public List<String> listPools() {
        return handle.call("listPools", (cluster, arena) -> {
            long room = POOL_LIST_ROOM;
            while (true) {
                MemorySegment buffer = arena.allocate(room);
                int needed = (int) RADOS_POOL_LIST.invokeExact(cluster, buffer, room);
                ReturnCode.check("listPools", needed);
                if (needed <= room) {
                    return names(buffer);
                }
                room = needed;
            }
        });
    }

    /** Splits names that each end in NUL; the empty name ends the list. */
    private static List<String> names(MemorySegment buffer) {
        List<String> names = new ArrayList<>();
        long begin = 0;
        for (long end = 0; end < buffer.byteSize(); end++) {
            if (buffer.get(JAVA_BYTE, end) == 0) {
                if (end == begin) {
                    break;
                }
                names.add(buffer.getString(begin));
                begin = end + 1;
            }
        }
        return List.copyOf(names);
    }

    @Override
    public void createPool(String name) {
        String what = Subject.pool(name).call("createPool");
        if (name.isEmpty()) {
            throw new InvalidArgumentException(what + ": " + Reason.NAME_EMPTY.of());
        }
        handle.callForCode(what, errno -> errno == Errno.EEXIST ? Reason.POOL_EXISTS.of() : null, (cluster, arena) ->
                (int) RADOS_POOL_CREATE.invokeExact(cluster, CString.toC(arena, what, name)));
    }

    @Override
    public void deletePool(String name) {
        String what = Subject.pool(name).call("deletePool");
        handle.call(what, (cluster, arena) -> {
            int returned = (int) RADOS_POOL_DELETE.invokeExact(cluster, CString.toC(arena, what, name));
            return checkPool(what, returned);
        });
    }

    @Override
    public Pool openPool(String name) {
        String what = Subject.pool(name).call("openPool");
        String clusterId = fsid();
        Handle pool = handle.open(
                what,
                "pool",
                name,
                (cluster, arena) -> {
                    MemorySegment ioctx = arena.allocate(ADDRESS);
                    int returned = (int) RADOS_IOCTX_CREATE.invokeExact(cluster, CString.toC(arena, what, name), ioctx);
                    checkPool(what, returned);
                    return ioctx.get(ADDRESS, 0);
                },
                (ioctx, arena) -> {
                    RADOS_IOCTX_DESTROY.invokeExact(ioctx);
                    return ioctx;
                });
        return new LibrbdPool(name, clusterId, pool, this, deadline);
    }

    private static long checkPool(String what, int returned) {
        if (returned == -Errno.ENOENT) {
            throw new PoolNotFoundException(what + ": " + Reason.NO_SUCH_POOL.of());
        }
        return ReturnCode.check(what, returned);
    }

    @Override
    public void close() {
        handle.close();
    }
}
