package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.rbd4j.sim.rados.RadosPool;

/** An object map that shares what did not change is an array of states, and stays what it was when another is made of it. */
class ObjectStatesTest {
    enum Kind {
        WITH,
        FILLED,
        RESIZED,
        CHANGED
    }

    record Step(Kind kind, int from, int length, ObjectState state, ObjectState other) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        Arbitrary<Integer> numbers = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 2500), Arbitraries.of(0, 1, 1023, 1024, 1025, 2047, 2048, 2049));
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        numbers,
                        Arbitraries.oneOf(Arbitraries.integers().between(0, 3), numbers),
                        Arbitraries.of(ObjectState.class),
                        Arbitraries.of(ObjectState.class))
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aMapIsAnArrayOfStates(@ForAll("programs") List<Step> program) {
        List<ObjectStates> maps = new ArrayList<>(List.of(ObjectStates.none(2100)));
        List<ObjectState[]> models = new ArrayList<>();
        models.add(new ObjectState[2100]);
        Arrays.fill(models.get(0), ObjectState.NONEXISTENT);
        for (Step step : program) {
            maps.add(next(maps.get(maps.size() - 1), step));
            models.add(next(models.get(models.size() - 1), step));
        }
        for (int i = 0; i < maps.size(); i++) {
            assertIs(models.get(i), maps.get(i));
        }
    }

    private static ObjectStates next(ObjectStates map, Step step) {
        return switch (step.kind()) {
            case WITH -> map.with(step.from(), step.state());
            case FILLED -> map.filled(step.from(), step.from() + step.length(), step.state());
            case RESIZED -> map.resized(step.from());
            case CHANGED -> map.changed(number -> isChosen(number, step), change(step));
        };
    }

    private static ObjectState[] next(ObjectState[] model, Step step) {
        ObjectState[] after = Arrays.copyOf(model, step.kind() == Kind.RESIZED ? step.from() : model.length);
        for (int i = 0; i < after.length; i++) {
            boolean isIn = i >= step.from() && i < step.from() + step.length();
            if (i >= model.length) {
                after[i] = ObjectState.NONEXISTENT;
            } else if (step.kind() == Kind.WITH && i == step.from() || step.kind() == Kind.FILLED && isIn) {
                after[i] = step.state();
            } else if (step.kind() == Kind.CHANGED && after[i] != ObjectState.NONEXISTENT && isChosen(i, step)) {
                after[i] = change(step).apply(after[i]);
            }
        }
        return after;
    }

    private static boolean isChosen(long number, Step step) {
        return number >= step.from() && number % 3 != 0;
    }

    private static UnaryOperator<ObjectState> change(Step step) {
        return state -> state == step.state() ? step.other() : state;
    }

    private static void assertIs(ObjectState[] model, ObjectStates map) {
        assertEquals(model.length, map.count());
        for (int i = 0; i < model.length; i++) {
            assertEquals(model[i], map.get(i));
        }
        assertEquals(ObjectState.NONEXISTENT, map.get(model.length));
        assertEquals(ObjectState.NONEXISTENT, map.get(model.length + 2000L));
        assertEquals(
                IntStream.range(0, model.length)
                        .filter(i -> model[i] != ObjectState.NONEXISTENT)
                        .mapToObj(i -> (long) i)
                        .toList(),
                List.copyOf(map.existing()));
    }

    @Test
    void whatChangesNothingIsTheSameMap() {
        ObjectStates map = ObjectStates.none(3000).with(1, ObjectState.EXISTS).with(2000, ObjectState.EXISTS_CLEAN);
        assertSame(map, map.with(1, ObjectState.EXISTS));
        assertSame(map, map.with(3000, ObjectState.EXISTS));
        assertSame(map, map.changed(number -> true, state -> state));
        assertSame(map, map.changed(number -> false, state -> ObjectState.PENDING));
    }

    @Test
    void aMapOfManyObjectsCostsWhatExists() {
        long count = 256_000_000;
        ObjectStates map =
                ObjectStates.none(count).with(count - 1, ObjectState.EXISTS).resized(count / 2);
        assertEquals(List.of(), List.copyOf(map.resized(count).existing()));
    }

    @Test
    void aSnapshotsMapHasANameOfItsOwn() {
        assertEquals(
                "rbd_object_map.1f", ObjectStates.nameAt("1f", RadosPool.HEAD).object());
        assertEquals(
                "rbd_object_map.1f.0000000000000011",
                ObjectStates.nameAt("1f", 17).object());
    }
}
