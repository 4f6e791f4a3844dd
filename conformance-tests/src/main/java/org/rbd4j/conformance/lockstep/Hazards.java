package org.rbd4j.conformance.lockstep;

import org.rbd4j.Feature;
import org.rbd4j.Image;

/**
 * Calls that librbd 16.2.15 was seen to answer by chance or never; a step that would make one is skipped, or takes care first.
 * Each has its reason:
 *
 * <ul>
 *   <li>{@link #snapshotBehindTheOwnersBack}
 *   <li>{@link #waitsForTheAdvisoryLock}
 *   <li>{@link #lockSwitchedUnderAnother}
 *   <li>{@link #letSeeWhatOthersDid}
 *   <li>{@link #letReadUnderTheLock}
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

    /** What needs the managed lock waits for ever while the advisory lock is held: they are one lock underneath. */
    static boolean waitsForTheAdvisoryLock(ImageState image) {
        return image.has(Feature.EXCLUSIVE_LOCK) && !image.holds.isEmpty();
    }

    /** So does reading where there is a journal. */
    static boolean waitsForTheAdvisoryLockToRead(ImageState image) {
        return image.has(Feature.JOURNALING) && waitsForTheAdvisoryLock(image);
    }

    /**
     * Switching the managed lock off or on while another handle is open makes one of the two wait for ever. Switching the journal
     * leaves it to when each handle hears of it whether that one reads under the lock.
     */
    static boolean lockSwitchedUnderAnother(World world, HandleState switching) {
        return world.handles.stream().anyMatch(other -> other != switching && other.image == switching.image);
    }

    /** A copy that begins before its handle has seen another client's snapshot never returns; any other call lets it see. */
    static void letSeeWhatOthersDid(Image image) {
        image.size();
    }

    /**
     * A copy that takes the managed lock, as it must where there is a journal, has begun to read before the lock brings the object
     * map, and how far it has come by then is a matter of time. A read takes the lock before.
     */
    static void letReadUnderTheLock(ImageState state, Image image) {
        if (state.has(Feature.JOURNALING) && image.size() > 0) {
            image.read(0, 1);
        }
    }
}
