package org.rbd4j.sim.rados;

/**
 * What a read of a data object found.
 *
 * @param isFound false if there is no such object at that snapshot
 * @param missing how many of the bytes that were asked for lie behind the object's end
 */
public record ReadOutcome(boolean isFound, int missing) {
    /** The outcome ENOENT. */
    static final ReadOutcome NOT_FOUND = new ReadOutcome(false, 0);

    private static final ReadOutcome ALL = new ReadOutcome(true, 0);

    static ReadOutcome of(int asked, int read) {
        return read == asked ? ALL : new ReadOutcome(true, asked - read);
    }
}
