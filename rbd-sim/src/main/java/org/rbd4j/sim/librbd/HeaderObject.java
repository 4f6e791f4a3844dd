package org.rbd4j.sim.librbd;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rbd4j.Errno;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.MetadataRequest;
import org.rbd4j.sim.rados.Notification;
import org.rbd4j.sim.rados.NotifyAnswer;
import org.rbd4j.sim.rados.Watch;
import org.rbd4j.sim.rados.Watcher;

/** An image's header object as one client uses it: the header, the lock on it, and those who watch it. */
final class HeaderObject {
    /** Its name and size, its flags, its protection, its parent. */
    private static final int OPERATIONS_FOR_A_SNAPSHOT = 4;

    private static final int MOST_OPERATIONS = 0xffff;

    private final IoContext io;
    private final MetadataName<ImageHeader> headerName;
    private final MetadataName<HeaderLock> lockName;

    HeaderObject(IoContext io, String imageId) {
        this.io = io;
        this.headerName = ImageHeader.nameOf(imageId);
        this.lockName = HeaderLock.nameOf(imageId);
    }

    /** Reads the header; ends the call if there is none. */
    ImageHeader read() {
        return io.send(new MetadataRequest.Read<>(headerName))
                .orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, Reason.IMAGE_GONE.of()));
    }

    /** Reads the header and what it says of each snapshot. */
    ImageHeader readWithSnapshots() {
        ImageHeader header = read();
        requireReadable(header.snapshots().size());
        return header;
    }

    /**
     * RefreshRequest asks for all that is to be known of the snapshots in one request, whose operations RADOS counts in 16 bits: one that
     * comes to no operation is refused, and with fewer than were asked for the answers of the others are missing.
     */
    static void requireReadable(int snapshots) {
        int asked = snapshots * OPERATIONS_FOR_A_SNAPSHOT;
        int counted = asked & MOST_OPERATIONS;
        if (counted < asked) {
            throw new ErrnoFailure(
                    counted == 0 ? Errno.EINVAL : Errno.EBADMSG,
                    Reason.TOO_MANY_SNAPSHOTS.of(snapshots, MOST_OPERATIONS / OPERATIONS_FOR_A_SNAPSHOT));
        }
    }

    /** Runs a class method on the header; nobody is told. */
    void exec(HeaderMethod method) {
        io.send(new MetadataRequest.Exec<>(headerName, method));
    }

    /** Runs a class method on the header and tells everybody who watches it: the next call of each reads it anew. */
    void change(HeaderMethod method) {
        exec(method);
        announce();
    }

    /** Tells everybody who watches the header, its changer too, that it changed; that nobody could be told changes nothing. */
    void announce() {
        Unwinding.passOver(Set.of(Errno.ETIMEDOUT, Errno.ENOENT), this::requireAnnounced);
    }

    /** Does as {@link #announce()} does, where the call fails with it if nobody can be told. */
    void requireAnnounced() {
        tell(new HeaderUpdate());
    }

    /** Tells everybody who watches the header something. */
    List<NotifyAnswer> tell(Notification notification) {
        return io.send(new MetadataRequest.Notify(headerName, notification));
    }

    Optional<HeaderLock> readLock() {
        return io.send(new MetadataRequest.Read<>(lockName));
    }

    void exec(LockMethod method) {
        io.send(new MetadataRequest.Exec<>(lockName, method));
    }

    void beginWatch(Watch watch) {
        io.send(new MetadataRequest.BeginWatch(headerName, watch));
    }

    void endWatch(Watch watch) {
        io.send(new MetadataRequest.EndWatch(headerName, watch));
    }

    List<Watcher> watchers() {
        return io.send(new MetadataRequest.ListWatchers(headerName));
    }
}
