package org.rbd4j.sim.rados;

import java.util.List;
import java.util.Set;

/**
 * What a writer says of the snapshots that exist: RADOS clones an object before the first write under a newer context.
 *
 * @param seq the newest snapshot id that the writer knows of, existing or removed
 * @param snaps the ids of the existing snapshots, newest first
 */
public record SnapContext(long seq, List<Long> snaps) {
    /** The context of a writer that knows of no snapshot: nothing is cloned. */
    public static final SnapContext EMPTY = new SnapContext(0, List.of());

    /**
     * Copies the list.
     *
     * @param seq the newest snapshot id that the writer knows of, existing or removed
     * @param snaps the ids of the existing snapshots, newest first
     */
    public SnapContext {
        snaps = List.copyOf(snaps);
    }

    /** The context without some snapshots. */
    SnapContext without(Set<Long> removed) {
        return removed.isEmpty() || snaps.stream().noneMatch(removed::contains)
                ? this
                : new SnapContext(
                        seq,
                        snaps.stream().filter(snap -> !removed.contains(snap)).toList());
    }
}
