package org.rbd4j;

/** Is told how far a long operation has come. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /**
     * Takes a report. It may come from another thread than the caller's. What this method throws does not end the operation;
     * it reaches the caller once the operation has ended, and no further report is made.
     *
     * @param done how many units are done, usually objects; from 0 to {@code total}
     * @param total how many units there are
     */
    void report(long done, long total);
}
