package org.rbd4j.conformance.radosjava;

import java.util.Optional;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.AdvisoryLocks;

/** The binding has no advisory locks. */
final class RadosJavaAdvisoryLocks implements AdvisoryLocks {
    @Override
    public void lockExclusive(String cookie) {
        throw new MissingCall("rbd_lock_exclusive");
    }

    @Override
    public void lockShared(String cookie, String tag) {
        throw new MissingCall("rbd_lock_shared");
    }

    @Override
    public void unlock(String cookie) {
        throw new MissingCall("rbd_unlock");
    }

    @Override
    public void breakLock(String client, String cookie) {
        throw new MissingCall("rbd_break_lock");
    }

    @Override
    public Optional<AdvisoryLock> list() {
        throw new MissingCall("rbd_list_lockers");
    }
}
