package org.rbd4j.sim;

import java.util.Optional;
import java.util.function.Supplier;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.AdvisoryLocks;
import org.rbd4j.sim.librbd.LockOperations;

/** The advisory lock of an image through one simulated handle. */
final class SimAdvisoryLocks implements AdvisoryLocks {
    private final SimImage image;
    private final LockOperations operations;

    SimAdvisoryLocks(SimImage image, LockOperations operations) {
        this.image = image;
        this.operations = operations;
    }

    @Override
    public void lockExclusive(String cookie) {
        change("locks.lockExclusive", cookie, () -> operations.lockExclusive(cookie));
    }

    @Override
    public void lockShared(String cookie, String tag) {
        Arguments.requireCString("locks.lockShared " + image, tag);
        change("locks.lockShared", cookie, () -> operations.lockShared(cookie, tag));
    }

    @Override
    public void unlock(String cookie) {
        change("locks.unlock", cookie, () -> operations.unlock(cookie));
    }

    @Override
    public void breakLock(String client, String cookie) {
        Arguments.requireCString("locks.breakLock " + image, client);
        change("locks.breakLock of " + client, cookie, () -> operations.breakLock(client, cookie));
    }

    @Override
    public Optional<AdvisoryLock> list() {
        return image.shared(() -> "locks.list " + image, operations::list);
    }

    private void change(String operation, String cookie, Runnable body) {
        Supplier<String> call = () -> image.describe(operation, "cookie '" + cookie + "'");
        Arguments.requireCString(call.get(), cookie);
        image.exclusive(call, () -> {
            body.run();
            return null;
        });
    }
}
