package org.rbd4j.sim.librbd;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.Errno;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.RadosClient;

/** The operations on an image's advisory lock, which belongs to the client and not to the handle. */
public final class LockOperations {
    private static final Pattern CLIENT = Pattern.compile("client\\.[0-9]+");

    private final ImageContext image;

    /**
     * Creates the operations of one handle.
     *
     * @param image the open image
     */
    public LockOperations(ImageContext image) {
        this.image = image;
    }

    /**
     * Takes the lock for this client alone.
     *
     * @param cookie what the client calls this hold
     */
    public void lockExclusive(String cookie) {
        lock(cookie, "", true);
    }

    /**
     * Takes the lock together with others.
     *
     * @param cookie what the client calls this hold
     * @param tag what the holders share
     */
    public void lockShared(String cookie, String tag) {
        lock(cookie, tag, false);
    }

    private void lock(String cookie, String tag, boolean exclusive) {
        RadosClient client = image.io().client();
        HeaderLock.Holder self = new HeaderLock.Holder(client.entity(), cookie, client.address(), Optional.empty());
        image.io().exec(name(), "lock.lock", held -> {
            if (held.isEmpty()) {
                return Optional.of(new HeaderLock(tag, exclusive, List.of(self)));
            }
            HeaderLock lock = held.get();
            if (lock.isHeldBy(client.entity(), cookie) && lock.tag().equals(tag)) {
                throw new ErrnoFailure(Errno.EEXIST, "this client holds the lock with cookie '" + cookie + "'");
            }
            if (lock.exclusive() || exclusive || !lock.tag().equals(tag)) {
                throw new ErrnoFailure(Errno.EBUSY, "the lock is held: " + lock);
            }
            return Optional.of(lock.with(self));
        });
        tellEverybody();
    }

    /**
     * Gives a hold of this client's back.
     *
     * @param cookie the hold's cookie
     */
    public void unlock(String cookie) {
        drop("lock.unlock", image.io().client().entity(), cookie);
    }

    /**
     * Takes a hold away from whoever has it, and blocklists that client.
     *
     * @param client the holder
     * @param cookie the hold's cookie
     */
    public void breakLock(String client, String cookie) {
        if (!CLIENT.matcher(client).matches()) {
            throw new ErrnoFailure(Errno.EINVAL, "'" + client + "' is not the name of a client, as client.4123 is");
        }
        boolean isHolder = image.io()
                .read(name())
                .filter(lock -> lock.holders().stream()
                        .anyMatch(holder -> holder.client().equals(client)))
                .isPresent();
        if (!isHolder) {
            throw new ErrnoFailure(Errno.ENOENT, client + " holds no lock");
        }
        // librbd blocklists the client before it looks at the cookie.
        image.io().blocklist(client);
        drop("lock.break_lock", client, cookie);
    }

    private void requireHeld(String client, String cookie) {
        boolean isHeld = image.io()
                .read(name())
                .filter(lock -> lock.isHeldBy(client, cookie))
                .isPresent();
        if (!isHeld) {
            throw new ErrnoFailure(Errno.ENOENT, client + " holds no lock with cookie '" + cookie + "'");
        }
    }

    private void drop(String method, String client, String cookie) {
        requireHeld(client, cookie);
        image.io().exec(name(), method, held -> held.flatMap(lock -> lock.without(client, cookie)));
        tellEverybody();
    }

    private void tellEverybody() {
        image.io().notify(image.headerName());
        // This handle's own next call reads the header anew, and not before.
        image.markStale();
    }

    /**
     * Tells who held the lock when the handle last read the header: that the managed lock changes hands tells nobody to.
     *
     * @return empty if nobody did
     */
    public Optional<AdvisoryLock> list() {
        return image.lockSeen()
                .map(lock -> new AdvisoryLock(
                        lock.tag(),
                        lock.exclusive(),
                        lock.holders().stream()
                                .map(holder ->
                                        new AdvisoryLock.Holder(holder.client(), holder.cookie(), holder.address()))
                                .toList()));
    }

    private MetadataName<HeaderLock> name() {
        return HeaderLock.nameOf(image.header().id());
    }
}
