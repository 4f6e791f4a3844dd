package org.rbd4j.sim.librbd;

import java.util.Optional;
import java.util.regex.Pattern;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.Errno;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.PoolRequest;
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
     * @param cookie what the client calls the lock that it takes
     */
    public void lockExclusive(String cookie) {
        lock(cookie, "", true);
    }

    /**
     * Takes the lock together with others.
     *
     * @param cookie what the client calls the lock that it takes
     * @param tag what the holders share
     */
    public void lockShared(String cookie, String tag) {
        lock(cookie, tag, false);
    }

    private void lock(String cookie, String tag, boolean exclusive) {
        RadosClient client = image.io().client();
        HeaderLock.Holder self = new HeaderLock.Holder(client.entity(), cookie, client.address());
        exec(new LockMethod.Take(tag, exclusive, self));
    }

    private void exec(LockMethod method) {
        image.headerObject().exec(method);
        tellEverybody();
    }

    /**
     * Releases the lock that this client took with a cookie.
     *
     * @param cookie the cookie with which it was taken
     */
    public void unlock(String cookie) {
        exec(new LockMethod.Unlock(image.io().client().entity(), cookie));
    }

    /**
     * Breaks the lock that another client took, and blocklists that client.
     *
     * @param client the holder
     * @param cookie the cookie with which it was taken
     */
    public void breakLock(String client, String cookie) {
        if (!CLIENT.matcher(client).matches()) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.NOT_A_CLIENT.of(client));
        }
        boolean isHolder = image.headerObject()
                .readLock()
                .filter(lock -> lock.isHeldBy(client))
                .isPresent();
        if (!isHolder) {
            throw new ErrnoFailure(Errno.ENOENT, Reason.NO_SUCH_LOCK.of());
        }
        // librbd blocklists the client before it looks at the cookie.
        image.io().send(new PoolRequest.Blocklist(client));
        exec(new LockMethod.BreakLock(client, cookie));
    }

    private void tellEverybody() {
        Unwinding.passOver(image.headerObject()::announce);
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
}
