package org.rbd4j.sim.librbd;

/**
 * Which two moments of an image are compared, and how exactly.
 *
 * @param from the earlier snapshot, or {@link #BEGINNING}
 * @param to the later snapshot, or HEAD
 * @param includeParent true to ask the parent where no object tells anything
 * @param wholeObject true to count a changed object as changed from its first byte to the last that it can have
 */
record SnapshotRange(long from, long to, boolean includeParent, boolean wholeObject) {
    /** The beginning of time, before every snapshot. */
    static final long BEGINNING = 0;

    boolean isFromBeginning() {
        return from == BEGINNING;
    }
}
