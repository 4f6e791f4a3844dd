package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.sim.rados.ErrnoFailure;

/** What came of a call, as a value to compare: the errno of a refusal. */
final class Errnos {
    private Errnos() {}

    /** The errno that a call is refused with; empty if it is not. */
    static Optional<Integer> of(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (ErrnoFailure failure) {
            return Optional.of(failure.errno());
        }
    }
}
