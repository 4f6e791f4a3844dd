package org.rbd4j.conformance.failures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rbd4j.Errno;

/**
 * A RADOS request of a call that fails, and what comes of it.
 *
 * @param scenario the {@linkplain Scenario#name() name} of the call
 * @param request the kind of the object, the operations in the request, and {@code #2} for the second such request of the call
 * @param failures how it fails: an errno's name, or {@link #BLOCKLISTED}; all that have the same outcome
 * @param answer what the call answers: an errno's name, {@code ok}, {@link #ITSELF}, or {@link #NEVER}
 * @param left what is left, see {@link PoolFacts#comparedWith}
 */
public record FailedRequest(String scenario, String request, List<String> failures, String answer, String left) {
    /** The client is blocklisted just before the request: this one and all that follow are refused. */
    public static final String BLOCKLISTED = "blocklisted";

    /** The answer is the errno with which the request failed. */
    public static final String ITSELF = "itself";

    /** The call does not return. */
    public static final String NEVER = "never";

    /** The call succeeds. */
    public static final String OK = "ok";

    /**
     * The errnos with which requests fail.
     *
     * @return by their names, in the order of the table
     */
    public static Map<String, Integer> errnos() {
        Map<String, Integer> errnos = new LinkedHashMap<>();
        IntStream.of(Errno.EIO, Errno.ENOENT, Errno.EBUSY, Errno.EEXIST, Errno.ETIMEDOUT, Errno.EPERM)
                .forEach(errno -> errnos.put(Errno.name(errno), errno));
        return errnos;
    }

    /**
     * Copies the failures.
     *
     * @param scenario the name of the call
     * @param request the request that fails
     * @param failures how it fails
     * @param answer what the call answers
     * @param left what is left
     */
    public FailedRequest {
        failures = List.copyOf(failures);
    }

    @Override
    public String toString() {
        return scenario + ": " + request + " fails with " + failures;
    }
}
