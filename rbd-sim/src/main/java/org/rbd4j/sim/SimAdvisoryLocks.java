package org.rbd4j.sim;

import java.util.Optional;
import java.util.function.Supplier;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.AdvisoryLocks;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.Reason;
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
        change(
                describe("locks.lockExclusive", "cookie " + Quoted.of(cookie)),
                cookie,
                () -> operations.lockExclusive(cookie));
    }

    @Override
    public void lockShared(String cookie, String tag) {
        Supplier<String> call = describe("locks.lockShared", "cookie " + Quoted.of(cookie) + ", tag " + Quoted.of(tag));
        Arguments.requireCString(call.get(), tag);
        change(call, cookie, () -> operations.lockShared(cookie, tag));
    }

    @Override
    public void unlock(String cookie) {
        release(describe("locks.unlock", "cookie " + Quoted.of(cookie)), cookie, () -> operations.unlock(cookie));
    }

    @Override
    public void breakLock(String client, String cookie) {
        Supplier<String> call =
                describe("locks.breakLock", "client " + Quoted.of(client) + ", cookie " + Quoted.of(cookie));
        Arguments.requireCString(call.get(), client);
        release(call, cookie, () -> operations.breakLock(client, cookie));
    }

    @Override
    public Optional<AdvisoryLock> list() {
        return image.shared(() -> image.describe("locks.list"), operations::list);
    }

    private Supplier<String> describe(String operation, String numbers) {
        return () -> image.describe(operation, numbers);
    }

    /** librbd says of a lock and of an image in the same way that they are not there. */
    private void release(Supplier<String> call, String cookie, Runnable body) {
        try {
            change(call, cookie, body);
        } catch (ImageNotFoundException missing) {
            throw new ImageNotFoundException(call.get() + ": " + Reason.NO_SUCH_LOCK.of());
        }
    }

    private void change(Supplier<String> call, String cookie, Runnable body) {
        Arguments.requireCString(call.get(), cookie);
        image.exclusive(call, () -> {
            body.run();
            return null;
        });
    }
}
