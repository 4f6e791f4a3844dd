package org.rbd4j.conformance.lockstep;

import org.rbd4j.Progress;

/**
 * Notes whether every report made sense. How many there are, and in which steps, is a matter of librbd's parallel requests and is
 * not compared.
 */
final class WatchedProgress implements Progress {
    private boolean makesSense = true;

    @Override
    public void report(long done, long total) {
        makesSense &= done >= 0 && done <= total;
    }

    /** What a step answers when it ended well. */
    String answer(String done) {
        return makesSense ? done : done + ", with a report out of bounds";
    }
}
