package org.rbd4j.sim.rados;

import java.util.List;

/**
 * One clone of an object, as a snap set lists it.
 *
 * @param id the snapshot context's sequence number when the clone was made
 * @param snaps the snapshots whose content the clone holds, newest first
 * @param overlap what it shares with the next newer clone, or with the head
 * @param size its size in bytes
 */
public record CloneInfo(long id, List<Long> snaps, IntervalSet overlap, long size) {
    /**
     * Copies the list.
     *
     * @param id the snapshot context's sequence number when the clone was made
     * @param snaps the snapshots whose content the clone holds, newest first
     * @param overlap what it shares with the next newer clone, or with the head
     * @param size its size in bytes
     */
    public CloneInfo {
        snaps = List.copyOf(snaps);
    }

    /**
     * The oldest snapshot whose content it holds.
     *
     * @return its id
     */
    public long oldestSnap() {
        return snaps.get(snaps.size() - 1);
    }

    /**
     * The newest snapshot whose content it holds.
     *
     * @return its id
     */
    public long newestSnap() {
        return snaps.get(0);
    }

    CloneInfo withOverlap(IntervalSet other) {
        return new CloneInfo(id, snaps, other, size);
    }

    CloneInfo withSnaps(List<Long> others) {
        return new CloneInfo(id, others, overlap, size);
    }
}
