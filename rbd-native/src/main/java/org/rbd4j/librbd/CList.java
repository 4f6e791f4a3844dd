package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An array that librbd fills with structures of its own: asked for with ever more room until it fits, freed when read. */
final class CList {
    private static final long FIRST_ROOM = 64;

    /** Fills the array, or puts how much room it takes into the count and returns {@link ReturnCode#TOO_SMALL}. */
    @FunctionalInterface
    interface Filling {
        int fill(MemorySegment array, MemorySegment count) throws Throwable;
    }

    /** Frees what librbd allocated for the array's elements. */
    @FunctionalInterface
    interface Cleanup {
        void free(MemorySegment array, long count) throws Throwable;
    }

    private CList() {}

    static <T> List<T> read(
            String what,
            Arena arena,
            MemoryLayout layout,
            Filling filling,
            Cleanup cleanup,
            Function<MemorySegment, T> element)
            throws Throwable {
        MemorySegment count = arena.allocate(JAVA_LONG);
        count.set(JAVA_LONG, 0, FIRST_ROOM);
        while (true) {
            MemorySegment array = arena.allocate(layout, count.get(JAVA_LONG, 0));
            int returned = filling.fill(array, count);
            if (returned == ReturnCode.TOO_SMALL) {
                continue;
            }
            ReturnCode.check(what, returned);
            long filled = count.get(JAVA_LONG, 0);
            try {
                return elements(array, layout.byteSize(), filled, element);
            } finally {
                cleanup.free(array, filled);
            }
        }
    }

    private static <T> List<T> elements(
            MemorySegment array, long size, long count, Function<MemorySegment, T> element) {
        List<T> elements = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            elements.add(element.apply(array.asSlice(i * size, size)));
        }
        return elements;
    }
}
