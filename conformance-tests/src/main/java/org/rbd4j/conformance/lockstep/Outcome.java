package org.rbd4j.conformance.lockstep;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rbd4j.ConfigurationNotFoundException;
import org.rbd4j.Errno;
import org.rbd4j.HandleClosedException;
import org.rbd4j.HandleLostException;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.LogicException;
import org.rbd4j.PoolNotFoundException;
import org.rbd4j.RbdException;

/**
 * How a step can end.
 *
 * @param name {@code skipped}, {@code ok}, or an exception's simple name
 * @param errno the exception's; 0 where it has none, or has many
 */
record Outcome(String name, int errno) {
    static final Outcome SKIPPED = new Outcome("skipped", 0);
    static final Outcome OK = new Outcome("ok", 0);

    private static final int ERRNOS = 256;

    /** Every way to fail that the interface knows. */
    static final List<Outcome> FAILURES = Stream.concat(
                    IntStream.range(1, ERRNOS).mapToObj(Outcome::of).distinct(),
                    Stream.of(
                            new Outcome(PoolNotFoundException.class.getSimpleName(), Errno.ENOENT),
                            new Outcome(ConfigurationNotFoundException.class.getSimpleName(), Errno.ENOENT),
                            of(IncompleteWriteException.class),
                            of(LogicException.class),
                            of(HandleClosedException.class),
                            of(HandleLostException.class)))
            .toList();

    static Outcome of(Step step) {
        if (step.wasSkipped()) {
            return SKIPPED;
        }
        return step.answer() instanceof Step.Failure failure ? new Outcome(failure.exception(), failure.errno()) : OK;
    }

    /** The failure that an errno becomes; those without a class of their own are one. */
    static Outcome of(int errno) {
        Class<? extends RbdException> type = RbdException.of(errno, "").getClass();
        return type == RbdException.class ? of(type) : new Outcome(type.getSimpleName(), errno);
    }

    static Outcome of(Class<? extends RbdException> withoutErrno) {
        return new Outcome(withoutErrno.getSimpleName(), 0);
    }

    /** Whether it is this one, or one that this one stands for. */
    boolean covers(Outcome other) {
        return name.equals(other.name) && (errno == 0 || errno == other.errno);
    }

    /** What stands above its column. */
    String head() {
        return errno > 0 && of(errno).covers(this) ? String.valueOf(errno) : name.replaceFirst("Exception$", "");
    }

    @Override
    public String toString() {
        return errno == 0 ? name : name + " (" + errno + ")";
    }
}
