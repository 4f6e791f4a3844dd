package org.rbd4j.sim.librbd;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The states of neighbouring objects, as a tree; immutable, so that two maps share every branch that did not change. Where no object
 * exists, there is no tree.
 *
 * <p>A tree of level 0 holds the states of {@value #FAN} objects, one of level n that many trees of level n - 1. That all objects
 * which exist are clean is noted at the top of a tree, however large it is, and is handed down to its branches only where one of them
 * changes: so a snapshot costs the same of any number of objects.
 */
final class StateTree {
    private static final int FAN = 16;
    private static final int FAN_BITS = 4;
    private static final ObjectState[] STATES = ObjectState.values();
    private static final byte[] NOTHING = new byte[FAN];

    /** Of level 0 alone: the states' ordinals. */
    private final byte @Nullable [] states;

    /** Of all other levels. */
    private final @Nullable StateTree @Nullable [] branches;

    /** Whether {@link ObjectState#EXISTS} stands for {@link ObjectState#EXISTS_CLEAN} in all of this tree. */
    private final boolean isClean;

    private StateTree(byte @Nullable [] states, @Nullable StateTree @Nullable [] branches, boolean isClean) {
        this.states = states;
        this.branches = branches;
        this.isClean = isClean;
    }

    /** The least level at which a tree has room for so many objects. */
    static int levelFor(long count) {
        int level = 0;
        while (count > span(level)) {
            level++;
        }
        return level;
    }

    static long span(int level) {
        return 1L << FAN_BITS * (level + 1);
    }

    /** The tree of a level in which all objects are in one state. */
    private static @Nullable StateTree uniform(int level, ObjectState state) {
        if (state == ObjectState.NONEXISTENT) {
            return null;
        }
        byte[] leaf = new byte[FAN];
        Arrays.fill(leaf, (byte) state.ordinal());
        StateTree tree = new StateTree(leaf, null, false);
        for (int i = 0; i < level; i++) {
            @Nullable StateTree[] same = new StateTree[FAN];
            Arrays.fill(same, tree);
            tree = new StateTree(null, same, false);
        }
        return tree;
    }

    private static @Nullable StateTree of(@Nullable StateTree[] branches) {
        for (StateTree branch : branches) {
            if (branch != null) {
                return new StateTree(null, branches, false);
            }
        }
        return null;
    }

    private static @Nullable StateTree of(byte[] states) {
        for (byte state : states) {
            if (state != 0) {
                return new StateTree(states, null, false);
            }
        }
        return null;
    }

    /** The tree of the next level that begins with this one. */
    StateTree raised() {
        @Nullable StateTree[] larger = new StateTree[FAN];
        larger[0] = this;
        return new StateTree(null, larger, false);
    }

    ObjectState get(int level, long number) {
        StateTree tree = this;
        boolean clean = false;
        for (int shift = FAN_BITS * level; shift > 0; shift -= FAN_BITS) {
            clean |= tree.isClean;
            tree = tree.branches[(int) (number >>> shift) & FAN - 1];
            if (tree == null) {
                return ObjectState.NONEXISTENT;
            }
        }
        ObjectState state = STATES[tree.states[(int) number & FAN - 1]];
        return (clean || tree.isClean) && state == ObjectState.EXISTS ? ObjectState.EXISTS_CLEAN : state;
    }

    /** The tree in which every object that exists is clean. */
    StateTree clean() {
        return isClean ? this : new StateTree(states, branches, true);
    }

    private ObjectState state(int index) {
        ObjectState state = STATES[states[index]];
        return isClean && state == ObjectState.EXISTS ? ObjectState.EXISTS_CLEAN : state;
    }

    @Nullable
    StateTree branch(int index) {
        StateTree branch = branches[index];
        return branch != null && isClean ? branch.clean() : branch;
    }

    /** The tree in which the objects of a range are all in one state; numbers count from the tree's first object. */
    static @Nullable StateTree filled(@Nullable StateTree tree, int level, long from, long end, ObjectState state) {
        if (from >= Math.min(end, span(level)) || end <= 0) {
            return tree;
        }
        if (from <= 0 && end >= span(level)) {
            return uniform(level, state);
        }
        if (level == 0) {
            byte[] filled = tree == null ? new byte[FAN] : tree.resolvedStates();
            Arrays.fill(filled, (int) Math.max(0, from), (int) Math.min(FAN, end), (byte) state.ordinal());
            return of(filled);
        }
        @Nullable StateTree[] filled = tree == null ? new StateTree[FAN] : tree.resolvedBranches();
        long span = span(level - 1);
        for (int i = (int) (Math.max(0, from) / span); i < FAN && i * span < end; i++) {
            filled[i] = filled(filled[i], level - 1, from - i * span, end - i * span, state);
        }
        return of(filled);
    }

    /** The tree in which the states of objects that exist are changed in a range; this tree itself if that changes nothing. */
    @Nullable
    StateTree changed(int level, long from, long end, UnaryOperator<ObjectState> change) {
        return level == 0 ? changedStates(from, end, change) : changedBranches(level, from, end, change);
    }

    private @Nullable StateTree changedStates(long from, long end, UnaryOperator<ObjectState> change) {
        byte[] changed = resolvedStates();
        boolean isSame = true;
        for (int i = (int) Math.max(0, from); i < FAN && i < end; i++) {
            ObjectState before = STATES[changed[i]];
            if (before != ObjectState.NONEXISTENT) {
                ObjectState after = change.apply(before);
                isSame &= after == before;
                changed[i] = (byte) after.ordinal();
            }
        }
        return isSame ? this : of(changed);
    }

    private @Nullable StateTree changedBranches(int level, long from, long end, UnaryOperator<ObjectState> change) {
        @Nullable StateTree[] changed = null;
        long span = span(level - 1);
        for (int i = (int) (Math.max(0, from) / span); i < FAN && i * span < end; i++) {
            StateTree before = branch(i);
            StateTree after =
                    before == null ? null : before.changed(level - 1, from - i * span, end - i * span, change);
            if (after != before) {
                changed = changed == null ? resolvedBranches() : changed;
                changed[i] = after;
            }
        }
        return changed == null ? this : of(changed);
    }

    /**
     * The tree in which objects that are clean are not so any more where another map knows them as changed, or is too small to know
     * them.
     *
     * @param tree this map's
     * @param other the other map's, of the same level
     * @param otherCount how many objects the other map describes, from the tree's first on
     */
    static @Nullable StateTree withChangesOf(
            @Nullable StateTree tree, @Nullable StateTree other, int level, long otherCount) {
        if (tree == null) {
            return null;
        }
        if (otherCount >= span(level)) {
            if (other == null || other.isClean) {
                return tree;
            }
            if (tree.states == other.states && tree.branches == other.branches) {
                return other;
            }
        }
        return level == 0
                ? tree.statesWithChangesOf(other, otherCount)
                : tree.branchesWithChangesOf(other, level, otherCount);
    }

    private @Nullable StateTree statesWithChangesOf(@Nullable StateTree other, long otherCount) {
        byte[] changed = resolvedStates();
        boolean isSame = true;
        for (int i = 0; i < FAN; i++) {
            boolean isChange = i >= otherCount || (other != null && other.state(i) == ObjectState.EXISTS);
            if (isChange && STATES[changed[i]] == ObjectState.EXISTS_CLEAN) {
                changed[i] = (byte) ObjectState.EXISTS.ordinal();
                isSame = false;
            }
        }
        return isSame ? this : of(changed);
    }

    private @Nullable StateTree branchesWithChangesOf(@Nullable StateTree other, int level, long otherCount) {
        @Nullable StateTree[] changed = null;
        long span = span(level - 1);
        for (int i = 0; i < FAN; i++) {
            StateTree before = branch(i);
            StateTree after =
                    withChangesOf(before, other == null ? null : other.branch(i), level - 1, otherCount - i * span);
            if (after != before) {
                changed = changed == null ? resolvedBranches() : changed;
                changed[i] = after;
            }
        }
        return changed == null ? this : of(changed);
    }

    /** A copy. */
    private byte[] resolvedStates() {
        byte[] resolved = states.clone();
        for (int i = 0; i < FAN; i++) {
            resolved[i] = (byte) state(i).ordinal();
        }
        return resolved;
    }

    /** A copy. */
    private @Nullable StateTree[] resolvedBranches() {
        @Nullable StateTree[] resolved = branches.clone();
        for (int i = 0; i < FAN; i++) {
            resolved[i] = branch(i);
        }
        return resolved;
    }

    /** Shows the numbers of a range whose objects exist, in order. */
    void forEachExisting(int level, long first, long from, long end, LongConsumer visitor) {
        if (level == 0) {
            forEachExisting((int) Math.max(0, from - first), (int) Math.min(FAN, end - first), first, visitor);
            return;
        }
        long span = span(level - 1);
        for (int i = 0; i < FAN; i++) {
            long number = first + i * span;
            if (branches[i] != null && number < end && number + span > from) {
                branches[i].forEachExisting(level - 1, number, from, end, visitor);
            }
        }
    }

    /** Shows those of a leaf; Java finds the next one many at a time, where few exist. */
    private void forEachExisting(int from, int end, long first, LongConsumer visitor) {
        int next = from;
        while (next < end) {
            int missing = Arrays.mismatch(states, next, end, NOTHING, next, end);
            if (missing < 0) {
                return;
            }
            next += missing;
            while (next < end && states[next] != 0) {
                visitor.accept(first + next++);
            }
        }
    }
}
