package org.rbd4j.sim.rados;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The objects whose names begin alike, by their numbers: in blocks of neighbours, of which only those take memory that have an
 * object.
 */
final class ObjectTable {
    private static final int BLOCK = 64;

    private static final class Block {
        private final @Nullable RadosObject[] objects = new RadosObject[BLOCK];
        private int count;
    }

    /** What is done to one object. */
    interface Visitor {
        void visit(long number, RadosObject object);
    }

    private final NavigableMap<Long, Block> blocks = new TreeMap<>();

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    @Nullable
    RadosObject get(long number) {
        Block block = blocks.get(number / BLOCK);
        return block == null ? null : block.objects[indexOf(number)];
    }

    void put(long number, RadosObject object) {
        Block block = blocks.computeIfAbsent(number / BLOCK, any -> new Block());
        block.count += block.objects[indexOf(number)] == null ? 1 : 0;
        block.objects[indexOf(number)] = object;
    }

    /** Forgets an object that is there. */
    void remove(long number) {
        Block block = blocks.get(number / BLOCK);
        block.objects[indexOf(number)] = null;
        block.count--;
        if (block.count == 0) {
            blocks.remove(number / BLOCK);
        }
    }

    /** By ascending number. */
    void forEach(Visitor visitor) {
        blocks.forEach((first, block) -> {
            for (int i = 0; i < BLOCK; i++) {
                RadosObject object = block.objects[i];
                if (object != null) {
                    visitor.visit(first * BLOCK + i, object);
                }
            }
        });
    }

    /** The numbers of those from one number to before another, in order; a copy. */
    NavigableSet<Long> numbers(long from, long to) {
        NavigableSet<Long> numbers = new TreeSet<>();
        blocks.subMap(from / BLOCK, true, (to - 1) / BLOCK, true).forEach((first, block) -> {
            for (int i = 0; i < BLOCK; i++) {
                long number = first * BLOCK + i;
                if (block.objects[i] != null && number >= from && number < to) {
                    numbers.add(number);
                }
            }
        });
        return numbers;
    }

    private static int indexOf(long number) {
        return (int) (number % BLOCK);
    }
}
