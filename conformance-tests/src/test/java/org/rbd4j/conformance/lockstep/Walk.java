package org.rbd4j.conformance.lockstep;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.rbd4j.RbdException;

/**
 * A program that was run in a lockstep of its own counts.
 *
 * @param program the program
 * @param lockstep what it was run in, with what it counted
 * @param difference what it ended in before its end, which tells of two answers, or else of a simulator that is broken
 */
record Walk(Program program, Lockstep lockstep, Optional<Throwable> difference) {
    static Walk of(Program program, Lockstep lockstep) {
        try {
            lockstep.compare(program);
            return new Walk(program, lockstep, Optional.empty());
        } catch (RuntimeException | Error difference) {
            return new Walk(program, lockstep, Optional.of(difference));
        }
    }

    /** The program's shortest form that was found; empty if only a divergence can be shrunk, and this is none. */
    Optional<Program> shrunk() {
        return difference.filter(Divergence.class::isInstance).map(any -> lockstep.shrink(program));
    }

    /** What the difference is, with the stack of what nobody expects; if there is none, that it does not diverge. */
    String text() {
        return difference.map(Walk::text).orElse("does not diverge");
    }

    private static String text(Throwable difference) {
        if (difference instanceof Divergence || difference instanceof RbdException) {
            return difference.toString();
        }
        StringWriter stack = new StringWriter();
        difference.printStackTrace(new PrintWriter(stack, true));
        return stack.toString();
    }
}
