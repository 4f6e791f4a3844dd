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
        CHANGED,
        CLEAN,
        WITH_CHANGES_OF_AN_OLDER
    }

    record Step(Kind kind, int from, int length, ObjectState state, ObjectState other) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        Arbitrary<Integer> numbers = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 5000), Arbitraries.of(0, 1, 63, 64, 65, 127, 128, 4095, 4096, 4097));
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
        List<ObjectStates> maps = new ArrayList<>(List.of(ObjectStates.none(4100)));
        List<ObjectState[]> models = new ArrayList<>();
        models.add(new ObjectState[4100]);
        Arrays.fill(models.get(0), ObjectState.NONEXISTENT);
        for (Step step : program) {
            int older = step.from() % maps.size();
            maps.add(next(maps.get(maps.size() - 1), step, maps.get(older)));
            models.add(next(models.get(models.size() - 1), step, models.get(older)));
        }
        for (int i = 0; i < maps.size(); i++) {
            assertIs(models.get(i), maps.get(i));
        }
    }

    private static ObjectStates next(ObjectStates map, Step step, ObjectStates older) {
        return switch (step.kind()) {
            case WITH -> map.with(step.from(), step.state());
            case FILLED -> map.filled(step.from(), step.from() + step.length(), step.state());
            case RESIZED -> map.resized(step.from());
            case CHANGED -> map.changed(step.from(), step.from() + step.length(), change(step));
            case CLEAN -> map.clean();
            case WITH_CHANGES_OF_AN_OLDER -> map.withChangesOf(older);
        };
    }

    private static ObjectState[] next(ObjectState[] model, Step step, ObjectState[] older) {
        ObjectState[] after = Arrays.copyOf(model, step.kind() == Kind.RESIZED ? step.from() : model.length);
        for (int i = 0; i < after.length; i++) {
            boolean isIn = i >= step.from() && i < step.from() + step.length();
            if (i >= model.length) {
                after[i] = ObjectState.NONEXISTENT;
            } else if (step.kind() == Kind.WITH && i == step.from() || step.kind() == Kind.FILLED && isIn) {
                after[i] = step.state();
            } else if (step.kind() == Kind.CHANGED && after[i] != ObjectState.NONEXISTENT && isIn) {
                after[i] = change(step).apply(after[i]);
            } else if (step.kind() == Kind.CLEAN && after[i] == ObjectState.EXISTS) {
                after[i] = ObjectState.EXISTS_CLEAN;
            } else if (step.kind() == Kind.WITH_CHANGES_OF_AN_OLDER
                    && after[i] == ObjectState.EXISTS_CLEAN
                    && (i >= older.length || older[i] == ObjectState.EXISTS)) {
                after[i] = ObjectState.EXISTS;
            }
        }
        return after;
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
                map.existing().stream().boxed().toList());
    }

    @Test
    void whatChangesNothingIsTheSameMap() {
        ObjectStates map = ObjectStates.none(3000).with(1, ObjectState.EXISTS).with(2000, ObjectState.EXISTS_CLEAN);
        assertSame(map, map.with(1, ObjectState.EXISTS));
        assertSame(map, map.with(3000, ObjectState.EXISTS));
        assertSame(map, map.changed(0, 3000, state -> state));
        assertSame(map, map.changed(3, 2000, state -> ObjectState.PENDING));
    }

    @Test
    void aMapOfManyObjectsCostsWhatExists() {
        long count = 256_000_000;
        ObjectStates map =
                ObjectStates.none(count).with(count - 1, ObjectState.EXISTS).resized(count / 2);
        assertEquals(List.of(), map.resized(count).existing().stream().boxed().toList());
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
