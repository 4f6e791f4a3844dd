package org.rbd4j.conformance.radosjava;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * How one law ended on an implementation, and why if it did not hold; one line of text.
 *
 * @param outcome how
 * @param why what failed; empty if it passed
 */
public record Verdict(Outcome outcome, String why) {
    /** It holds. */
    public static final Verdict PASSED = new Verdict(Outcome.PASSED, "");

    private static final int LONGEST = 400;

    /** Worst last. */
    public enum Outcome {
        PASSED,
        MISSING_CALL,
        FAILED,
        TIMEOUT,
        CRASH
    }

    public Verdict {
        why = why.strip().replaceAll("\\s+", " ");
        why = why.length() > LONGEST ? why.substring(0, LONGEST) + " ..." : why;
    }

    /** A law that needs a call that is missing says nothing about the calls that are there. */
    static Verdict of(Throwable failure) {
        Set<Throwable> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(failure, parts);
        Set<String> missing = new TreeSet<>();
        for (Throwable part : parts) {
            if (part instanceof MissingCall call) {
                missing.add(call.getMessage());
            }
        }
        return missing.isEmpty()
                ? new Verdict(Outcome.FAILED, failure.toString())
                : new Verdict(Outcome.MISSING_CALL, String.join(", ", missing));
    }

    private static void collect(Throwable failure, Set<Throwable> parts) {
        if (failure != null && parts.add(failure)) {
            collect(failure.getCause(), parts);
            for (Throwable suppressed : failure.getSuppressed()) {
                collect(suppressed, parts);
            }
        }
    }

    /** Reads what {@link #toString()} wrote. */
    static Verdict parse(String line) {
        String[] parts = line.split(" ", 2);
        return new Verdict(Outcome.valueOf(parts[0]), parts[1]);
    }

    @Override
    public String toString() {
        return outcome + " " + why;
    }
}
