package org.rbd4j.sim.librbd;

import org.rbd4j.Errno;
import org.rbd4j.sim.rados.ErrnoFailure;

/** Ends a call where librbd would wait for ever, or until somebody else does something. */
final class EndlessWait extends ErrnoFailure {
    private static final long serialVersionUID = 1L;

    EndlessWait(String reason) {
        super(Errno.ETIMEDOUT, reason);
    }
}
