package org.rbd4j.conformance.lockstep;

/**
 * Calls that librbd 16.2.15 was seen to answer by chance or never; a step that would make one is skipped. Each has its reason:
 *
 * <ul>
 *   <li>{@link #snapshotBehindTheOwnersBack}
 * </ul>
 */
final class Hazards {
    private Hazards() {}

    /**
     * A handle with a snapshot selected has no managed lock and takes a snapshot by itself, without telling the lock's owner. The
     * next time that the lock changes hands, the write that asked for it fails with 22 or never returns.
     */
    static boolean snapshotBehindTheOwnersBack(World world, HandleState taker) {
        return taker.atSnapshot
                && world.handles.stream()
                        .anyMatch(other -> other != taker && other.image == taker.image && !other.readOnly);
    }
}
