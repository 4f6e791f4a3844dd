package org.rbd4j.sim.librbd;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.ObjectNumbers;
import org.rbd4j.sim.rados.RadosPool;

/**
 * The content of an object-map object: one state per object; immutable. Stretches of objects that do not exist take no
 * memory, and a map shares with the one that it was made from what did not change.
 */
final class ObjectStates {
    private final long count;
    private final int level;
    /** Of that level; null if no object exists. */
    private final @Nullable StateTree tree;

    private ObjectStates(long count, @Nullable StateTree tree) {
        this.count = count;
        this.level = StateTree.levelFor(count);
        this.tree = tree;
    }

    /** The object that holds the map of HEAD or of a snapshot. */
    static MetadataName<ObjectStates> nameAt(String imageId, long snapId) {
        String suffix = snapId == RadosPool.HEAD ? "" : String.format(".%016x", snapId);
        return new MetadataName<>("rbd_object_map." + imageId + suffix, "object map", ObjectStates.class);
    }

    /** The map of objects of which none exists. */
    static ObjectStates none(long count) {
        return new ObjectStates(count, null);
    }

    /** How many objects the map describes. */
    long count() {
        return count;
    }

    /** An object's state; past the end, that of an object that does not exist. */
    ObjectState get(long number) {
        return tree == null || number >= count ? ObjectState.NONEXISTENT : tree.get(level, number);
    }

    private ObjectStates with(@Nullable StateTree other) {
        return other == tree ? this : new ObjectStates(count, other);
    }

    ObjectStates with(long number, ObjectState state) {
        return filled(number, number + 1, state);
    }

    /** The map in which the objects of a range are all in one state. */
    ObjectStates filled(long from, long end, ObjectState state) {
        boolean isSame = end - from == 1 && get(from) == state;
        return isSame ? this : with(StateTree.filled(tree, level, from, Math.min(end, count), state));
    }

    /** The map of more objects, which do not exist, or of fewer. */
    ObjectStates resized(long newCount) {
        StateTree kept = StateTree.filled(tree, level, newCount, count, ObjectState.NONEXISTENT);
        int newLevel = StateTree.levelFor(newCount);
        for (int i = level; i > newLevel && kept != null; i--) {
            kept = kept.branch(0);
        }
        return new ObjectStates(newCount, raised(kept, level, newLevel));
    }

    /** Changes the states of the objects of a range that exist; this map itself if nothing changes. */
    ObjectStates changed(long from, long end, UnaryOperator<ObjectState> change) {
        return tree == null ? this : with(tree.changed(level, from, end, change));
    }

    /** The map in which every object that exists is clean, but for those that are about to be removed. */
    ObjectStates clean() {
        return tree == null ? this : with(tree.clean());
    }

    /** The map in which objects that are clean are not so any more where another map knows them as changed, or does not know them. */
    ObjectStates withChangesOf(ObjectStates other) {
        if (level < other.level) {
            return resized(other.count).withChangesOf(other).resized(count);
        }
        return with(StateTree.withChangesOf(tree, raised(other.tree, other.level, level), level, other.count));
    }

    /** A tree of one level as one of another; the same where that is lower. */
    private static @Nullable StateTree raised(@Nullable StateTree tree, int level, int newLevel) {
        StateTree raised = tree;
        for (int i = level; i < newLevel && raised != null; i++) {
            raised = raised.raised();
        }
        return raised;
    }

    /** The numbers of the objects that exist, in order. */
    ObjectNumbers existing() {
        return existing(0, count);
    }

    /** Those of a range. */
    ObjectNumbers existing(long from, long end) {
        ObjectNumbers.Builder numbers = new ObjectNumbers.Builder();
        if (tree != null) {
            tree.forEachExisting(level, 0, from, end, numbers::add);
        }
        return numbers.build();
    }
}
