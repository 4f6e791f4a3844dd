package org.rbd4j.conformance.sim.linearizability;

import java.util.function.Supplier;
import org.rbd4j.RbdException;

/** What a call answered, as Lincheck compares it: a text, or the kind of its failure. */
final class Outcome {
    private Outcome() {}

    static String of(Runnable call) {
        return of(() -> {
            call.run();
            return "done";
        });
    }

    static String of(Supplier<?> call) {
        try {
            return call.get().toString();
        } catch (RbdException failure) {
            return failure.getClass().getSimpleName();
        }
    }
}
