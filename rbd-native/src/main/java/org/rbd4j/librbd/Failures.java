package org.rbd4j.librbd;

import org.jspecify.annotations.Nullable;

/** What steps that are all to be taken failed with: the first failure is thrown in the end, and carries the others. */
final class Failures {
    private @Nullable Throwable first;

    /** Takes a step, and keeps what it throws. */
    void keep(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            if (first == null) {
                first = failure;
            } else if (first != failure) {
                first.addSuppressed(failure);
            }
        }
    }

    void throwFirst() {
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
