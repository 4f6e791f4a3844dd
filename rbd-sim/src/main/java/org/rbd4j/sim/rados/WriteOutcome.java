package org.rbd4j.sim.rados;

/**
 * What a write operation did to its data object.
 *
 * @param isDone false for ENOENT: then nothing happened
 * @param created true if the object has a head now and had none before
 * @param removed true if the object had a head before and has none now
 * @param cloned true if the old head was kept as a clone first
 */
public record WriteOutcome(boolean isDone, boolean created, boolean removed, boolean cloned) {
    /** The outcome ENOENT. */
    static final WriteOutcome NOT_FOUND = new WriteOutcome(false, false, false, false);

    private static final WriteOutcome CHANGED_IN_PLACE = new WriteOutcome(true, false, false, false);

    static WriteOutcome done(boolean created, boolean removed, boolean cloned) {
        return created || removed || cloned ? new WriteOutcome(true, created, removed, cloned) : CHANGED_IN_PLACE;
    }
}
