package org.rbd4j.conformance.lockstep;

import java.util.concurrent.Callable;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.RbdException;

/**
 * A call that was made and what it answered. Two steps are equal if a user of the interface could not tell them apart, up to
 * {@link Masks}.
 *
 * @param call the call with its arguments, its names and numbers filled in
 * @param answer a value with an equals of its own, or a {@link Failure}
 */
record Step(String call, Object answer) {
    private static final String SKIPPED = "skipped";

    /**
     * How a call failed. Messages are not compared.
     *
     * @param exception the exception's simple name
     * @param errno its errno
     * @param written how many bytes an incomplete write wrote, else 0
     */
    record Failure(String exception, int errno, long written) {
        static Failure of(RbdException failure) {
            long written = failure instanceof IncompleteWriteException incomplete ? incomplete.written() : 0;
            return new Failure(failure.getClass().getSimpleName(), failure.errno(), written);
        }
    }

    /** Makes a call and takes its answer down. */
    static Step of(String call, Callable<?> body) {
        return new Step(call, answerOf(body));
    }

    static Object answerOf(Callable<?> body) {
        try {
            return body.call();
        } catch (RbdException failure) {
            return Failure.of(failure);
        } catch (Exception unexpected) {
            // Not part of the interface: equal on no other side, so that it is reported with its name.
            return new Failure(unexpected.toString(), -1, 0);
        }
    }

    static Step skipped(Operation operation) {
        return new Step(operation.getClass().getSimpleName(), SKIPPED);
    }

    boolean wasSkipped() {
        return answer == SKIPPED;
    }

    boolean succeeded() {
        return !(answer instanceof Failure) && !wasSkipped();
    }

    @Override
    public String toString() {
        return call + " -> " + answer;
    }
}
