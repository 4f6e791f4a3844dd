package org.rbd4j.sim.librbd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.rbd4j.sim.rados.ErrnoFailure;

/**
 * What an operation undoes if a later step fails: the last step first. A step that cannot be undone is passed over, and the undoing
 * goes on.
 */
final class Unwinding {
    private final Deque<Runnable> undoings = new ArrayDeque<>();

    /** Notes that a step was done, and how it is undone. */
    void onFailure(Runnable undoing) {
        undoings.push(undoing);
    }

    /** Leaves everything as it is, whatever fails from now on. */
    void forget() {
        undoings.clear();
    }

    /** Runs the steps, and undoes those that were done if one fails. */
    void run(Runnable steps) {
        try {
            steps.run();
        } catch (ErrnoFailure failure) {
            undoings.forEach(Unwinding::passOver);
            throw failure;
        }
    }

    /** Does something whose failure changes nothing. */
    static void passOver(Runnable step) {
        try {
            step.run();
        } catch (ErrnoFailure failure) {
            // librbd logs it.
        }
    }

    /** Does something that may find that it was done already. */
    static void passOver(int errno, Runnable step) {
        passOver(Set.of(errno), step);
    }

    /** Does something of whose failures some change nothing. */
    static void passOver(Set<Integer> errnos, Runnable step) {
        try {
            step.run();
        } catch (ErrnoFailure failure) {
            if (!errnos.contains(failure.errno())) {
                throw failure;
            }
        }
    }
}
