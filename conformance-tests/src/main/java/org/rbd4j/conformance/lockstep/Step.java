package org.rbd4j.conformance.lockstep;

import java.io.IOException;
import java.nio.channels.NonWritableChannelException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.RbdException;

/**
 * A call that was made and what it answered. Two steps are equal if a user of the interface could not tell them apart, up to
 * {@link Masks}.
 *
 * @param call the call with its arguments, its names and numbers filled in
 * @param answer a value with an equals of its own, a {@link Failure}, or something {@link Unexpected}
 */
record Step(String call, Object answer) {
    static final String SKIPPED = "skipped";

    /**
     * How a call failed. Two failures are equal whatever their messages; these are compared by who asks for it ({@link
     * Lockstep#comparingMessages()}).
     *
     * @param exception the RbdException's simple name
     * @param errno its errno
     * @param written how many bytes an incomplete write wrote, else 0
     * @param thrown the simple name of what was thrown: by a channel, another exception that it is the cause of
     * @param message what the RbdException says
     */
    record Failure(String exception, int errno, long written, String thrown, String message) {
        static Failure of(RbdException failure) {
            return of(failure, failure);
        }

        static Failure of(RbdException failure, Exception thrown) {
            long written = failure instanceof IncompleteWriteException incomplete ? incomplete.written() : 0;
            return new Failure(
                    failure.getClass().getSimpleName(),
                    failure.errno(),
                    written,
                    thrown.getClass().getSimpleName(),
                    String.valueOf(failure.getMessage()));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Failure failure
                    && exception.equals(failure.exception)
                    && errno == failure.errno
                    && written == failure.written
                    && thrown.equals(failure.thrown);
        }

        @Override
        public int hashCode() {
            return Objects.hash(exception, errno, written, thrown);
        }
    }

    /**
     * What no call of the interface may throw. It equals nothing that another side throws, not even an exception just like it, so
     * that it is a divergence where both sides are wrong alike.
     *
     * @param thrown the exception, which is equal to itself alone
     */
    record Unexpected(Exception thrown) {}

    /** Makes a call and takes its answer down. */
    static Step of(String call, Callable<?> body) {
        return new Step(call, answerOf(body));
    }

    static Object answerOf(Callable<?> body) {
        try {
            return body.call();
        } catch (RbdException failure) {
            return Failure.of(failure);
        } catch (IOException | NonWritableChannelException thrown) {
            return thrown.getCause() instanceof RbdException failure
                    ? Failure.of(failure, thrown)
                    : new Unexpected(thrown);
        } catch (Exception unexpected) {
            return new Unexpected(unexpected);
        }
    }

    static Step skipped(Operation operation) {
        return new Step(operation.getClass().getSimpleName(), SKIPPED);
    }

    boolean wasSkipped() {
        return answer == SKIPPED;
    }

    boolean succeeded() {
        return !(answer instanceof Failure) && !(answer instanceof Unexpected) && !wasSkipped();
    }

    @Override
    public String toString() {
        return call + " -> " + answer;
    }
}
