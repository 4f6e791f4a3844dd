package org.rbd4j.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.rbd4j.sim.rados.CloneInfo;
import org.rbd4j.sim.rados.IntervalSet;
import org.rbd4j.sim.rados.ObjectHistory;
import org.rbd4j.sim.rados.RadosPool;

/**
 * A data object as RADOS stores it: its head, and the clones that were kept for snapshots.
 *
 * @param pool the pool's name
 * @param name the object's name, such as {@code rbd_data.1.0000000000000000}
 * @param headSize the head's size in bytes; empty for a whiteout, which was removed while snapshots may need it
 * @param clones oldest first
 */
public record StoredObject(String pool, String name, OptionalLong headSize, List<Clone> clones) {
    /**
     * What an object was for some snapshots.
     *
     * @param id the id of the newest snapshot there was when the clone was made
     * @param snapIds the snapshots whose content it holds, newest first; a removed one among them until the trimmer comes by
     * @param size its size in bytes
     * @param overlap the ranges that it shares with the next newer clone, or with the head, in order
     */
    public record Clone(long id, List<Long> snapIds, long size, List<Range> overlap) {
        /**
         * Copies the lists.
         *
         * @param id the id of the newest snapshot there was when the clone was made
         * @param snapIds the snapshots whose content it holds, newest first
         * @param size its size in bytes
         * @param overlap the ranges that it shares with the next newer clone, or with the head, in order
         */
        public Clone {
            snapIds = List.copyOf(snapIds);
            overlap = List.copyOf(overlap);
        }

        @Override
        public String toString() {
            return "clone " + id + " of snapshots " + snapIds + ", " + size + " bytes, overlap " + overlap;
        }
    }

    /**
     * A range of an object's bytes.
     *
     * @param offset where it begins
     * @param length how many bytes, at least 1
     */
    public record Range(long offset, long length) {
        @Override
        public String toString() {
            return offset + "~" + length;
        }
    }

    /**
     * Copies the list.
     *
     * @param pool the pool's name
     * @param name the object's name
     * @param headSize the head's size in bytes; empty for a whiteout, which was removed while snapshots may need it
     * @param clones oldest first
     */
    public StoredObject {
        clones = List.copyOf(clones);
    }

    /** A pool's data objects, by name. */
    static List<StoredObject> in(RadosPool pool) {
        List<StoredObject> objects = new ArrayList<>();
        pool.forEachObject((name, history) -> objects.add(of(pool.poolName(), name.toString(), history)));
        return objects;
    }

    private static StoredObject of(String pool, String name, ObjectHistory history) {
        return new StoredObject(
                pool,
                name,
                history.headSize().map(OptionalLong::of).orElse(OptionalLong.empty()),
                history.snapSet().clones().stream().map(StoredObject::of).toList());
    }

    private static Clone of(CloneInfo clone) {
        return new Clone(clone.id(), clone.snaps(), clone.size(), rangesOf(clone.overlap()));
    }

    private static List<Range> rangesOf(IntervalSet set) {
        List<Range> ranges = new ArrayList<>();
        set.forEach((offset, length) -> ranges.add(new Range(offset, length)));
        return ranges;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(pool + "/" + name + ": ");
        text.append(headSize.isPresent() ? headSize.getAsLong() + " bytes" : "no head");
        clones.forEach(clone -> text.append("; ").append(clone));
        return text.toString();
    }
}
