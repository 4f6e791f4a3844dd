package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Objects are found by their numbers as in a plain map, wherever they lie. */
class ObjectTableTest {
    @Property
    void isAMapOfNumbers(
            @ForAll @Size(max = 60) List<@LongRange(max = 300) Long> steps,
            @ForAll @LongRange(max = 320) long from,
            @ForAll @LongRange(max = 320) long to) {
        ObjectTable table = new ObjectTable();
        NavigableMap<Long, RadosObject> model = new TreeMap<>();
        for (long number : steps) {
            if (model.containsKey(number)) {
                table.remove(number);
                model.remove(number);
            } else {
                RadosObject object = new RadosObject();
                table.put(number, object);
                model.put(number, object);
            }
        }
        assertEquals(model.isEmpty(), table.isEmpty());
        for (long number = 0; number <= 300; number++) {
            assertSame(model.get(number), table.get(number));
        }
        NavigableMap<Long, RadosObject> visited = new TreeMap<>();
        table.forEach(visited::put);
        assertEquals(model, visited);
        if (from < to) {
            assertEquals(List.copyOf(model.subMap(from, to).keySet()), listOf(table.numbers(from, to)));
        }
    }

    @Property
    void numbersAreFoundWhereverTheyLie(@ForAll @LongRange(max = Long.MAX_VALUE - 1) long number) {
        ObjectTable table = new ObjectTable();
        RadosObject object = new RadosObject();
        table.put(number, object);
        assertSame(object, table.get(number));
        assertEquals(List.of(number), listOf(table.numbers(number, number + 1)));
        assertEquals(List.of(), listOf(table.numbers(0, number)));
        table.remove(number);
        assertTrue(table.isEmpty());
    }

    private static List<Long> listOf(ObjectNumbers numbers) {
        return numbers.stream().boxed().toList();
    }
}
