package org.rbd4j.sim.rados;

import org.jspecify.annotations.Nullable;

/**
 * The objects whose names begin alike, by their numbers: a tree of 16 branches, of which only those take memory that have an
 * object.
 */
final class ObjectTable {
    private static final int FAN = 16;
    private static final int FAN_BITS = 4;

    /** A branch: objects at the lowest level, branches at all others. */
    private static final class Branch {
        final @Nullable Object[] slots = new Object[FAN];
        int used;

        void set(int index, @Nullable Object value) {
            used += (value == null ? 0 : 1) - (slots[index] == null ? 0 : 1);
            slots[index] = value;
        }
    }

    /** What is done to one object. */
    interface Visitor {
        void visit(long number, RadosObject object);
    }

    private Branch root = new Branch();
    /** How far a number is shifted to the right for the root's index. */
    private int rootShift;

    boolean isEmpty() {
        return root.used == 0;
    }

    @Nullable
    RadosObject get(long number) {
        if (number >>> rootShift >= FAN) {
            return null;
        }
        Branch branch = root;
        for (int shift = rootShift; shift > 0; shift -= FAN_BITS) {
            branch = (Branch) branch.slots[indexAt(number, shift)];
            if (branch == null) {
                return null;
            }
        }
        return (RadosObject) branch.slots[indexAt(number, 0)];
    }

    void put(long number, RadosObject object) {
        while (number >>> rootShift >= FAN) {
            Branch higher = new Branch();
            higher.set(0, isEmpty() ? null : root);
            root = higher;
            rootShift += FAN_BITS;
        }
        Branch branch = root;
        for (int shift = rootShift; shift > 0; shift -= FAN_BITS) {
            int index = indexAt(number, shift);
            Branch next = (Branch) branch.slots[index];
            if (next == null) {
                next = new Branch();
                branch.set(index, next);
            }
            branch = next;
        }
        branch.set(indexAt(number, 0), object);
    }

    /** Forgets an object that is there. */
    void remove(long number) {
        remove(root, rootShift, number);
    }

    private static void remove(Branch branch, int shift, long number) {
        int index = indexAt(number, shift);
        if (shift > 0) {
            Branch next = (Branch) branch.slots[index];
            remove(next, shift - FAN_BITS, number);
            if (next.used > 0) {
                return;
            }
        }
        branch.set(index, null);
    }

    /** By ascending number. */
    void forEach(Visitor visitor) {
        forEach(root, rootShift, 0, 0, Long.MAX_VALUE, visitor);
    }

    /** Those from one number to before another, by ascending number. */
    void forEach(long from, long to, Visitor visitor) {
        forEach(root, rootShift, 0, from, to, visitor);
    }

    private static void forEach(Branch branch, int shift, long first, long from, long to, Visitor visitor) {
        for (int i = 0; i < FAN; i++) {
            Object slot = branch.slots[i];
            long number = first + ((long) i << shift);
            if (slot == null || number >= to || number + (1L << shift) - 1 < from) {
                continue;
            }
            if (shift == 0) {
                visitor.visit(number, (RadosObject) slot);
            } else {
                forEach((Branch) slot, shift - FAN_BITS, number, from, to, visitor);
            }
        }
    }

    /** The numbers of those from one number to before another; a copy. */
    ObjectNumbers numbers(long from, long to) {
        ObjectNumbers.Builder numbers = new ObjectNumbers.Builder();
        forEach(from, to, (number, object) -> numbers.add(number));
        return numbers.build();
    }

    private static int indexAt(long number, int shift) {
        return (int) (number >>> shift) & FAN - 1;
    }
}
