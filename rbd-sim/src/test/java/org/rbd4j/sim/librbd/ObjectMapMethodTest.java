package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.rbd4j.Errno;
import org.rbd4j.sim.rados.ErrnoFailure;

/** What the methods of the object class do to a map, state by state (cls_rbd). */
class ObjectMapMethodTest {
    @Provide
    Arbitrary<List<ObjectState>> maps() {
        return Arbitraries.of(ObjectState.class).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<ObjectState> states() {
        return Arbitraries.of(ObjectState.class);
    }

    @Provide
    Arbitrary<Optional<ObjectState>> currents() {
        return Arbitraries.of(ObjectState.EXISTS, ObjectState.PENDING, ObjectState.EXISTS_CLEAN)
                .optional();
    }

    private static ObjectStates mapOf(List<ObjectState> states) {
        ObjectStates map = ObjectStates.none(states.size());
        for (int i = 0; i < states.size(); i++) {
            map = map.with(i, states.get(i));
        }
        return map;
    }

    private static List<ObjectState> statesOf(ObjectStates map) {
        return LongStream.range(0, map.count()).mapToObj(map::get).toList();
    }

    private static List<ObjectState> after(ObjectMapMethod method, List<ObjectState> before) {
        return statesOf(method.apply(Optional.of(mapOf(before)), Instant.EPOCH).orElseThrow());
    }

    @Property
    void anUpdateChangesWhatIsInTheRangeAndInTheState(
            @ForAll("maps") List<ObjectState> before,
            @ForAll @IntRange(max = 12) int from,
            @ForAll @IntRange(max = 5) int length,
            @ForAll("states") ObjectState state,
            @ForAll("currents") Optional<ObjectState> current) {
        List<ObjectState> expected = new ArrayList<>(before);
        for (int i = from; i < Math.min(from + length, before.size()); i++) {
            ObjectState found = before.get(i);
            boolean isCurrent = current.isEmpty()
                    || found == current.get()
                    || (current.get() == ObjectState.EXISTS && found == ObjectState.EXISTS_CLEAN);
            expected.set(i, isCurrent ? state : found);
        }
        ObjectMapMethod.Update update = new ObjectMapMethod.Update(from, from + length, state, current);
        assertEquals(expected, after(update, before));
    }

    @Property
    void aNewSnapshotMakesWhatExistsClean(@ForAll("maps") List<ObjectState> before) {
        List<ObjectState> expected = new ArrayList<>(before);
        expected.replaceAll(state -> state == ObjectState.EXISTS ? ObjectState.EXISTS_CLEAN : state);
        assertEquals(expected, after(new ObjectMapMethod.SnapAdd(), before));
    }

    @Property
    void whatARemovedSnapshotHadChangedTheNextOneHasChanged(
            @ForAll("maps") List<ObjectState> removed, @ForAll("maps") List<ObjectState> before) {
        List<ObjectState> expected = new ArrayList<>(before);
        for (int i = 0; i < before.size(); i++) {
            boolean wasChanged = i >= removed.size() || removed.get(i) == ObjectState.EXISTS;
            if (before.get(i) == ObjectState.EXISTS_CLEAN && wasChanged) {
                expected.set(i, ObjectState.EXISTS);
            }
        }
        assertEquals(expected, after(new ObjectMapMethod.SnapRemove(mapOf(removed)), before));
    }

    @Property
    void aResizedMapKeepsWhatIsInBoth(@ForAll("maps") List<ObjectState> before, @ForAll @IntRange(max = 20) int count) {
        List<ObjectState> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            expected.add(i < before.size() ? before.get(i) : ObjectState.NONEXISTENT);
        }
        assertEquals(expected, after(new ObjectMapMethod.Resize(count), before));
    }

    @Property
    void aMapThatIsWrittenTakesTheOldOnesPlace(
            @ForAll("maps") List<ObjectState> before, @ForAll("maps") List<ObjectState> states) {
        assertEquals(states, after(new ObjectMapMethod.Save(mapOf(states)), before));
        assertEquals(states, after(new ObjectMapMethod.WriteFull(mapOf(states)), before));
    }

    @Test
    void whereThereIsNoMapOnlyAResizeAndAWholeMapMakeOne() {
        Optional<ObjectStates> none = Optional.empty();
        ObjectStates map = ObjectStates.none(1);
        assertEquals(none, new ObjectMapMethod.Update(0, 1, ObjectState.EXISTS, Optional.empty()).applyTo(none));
        assertEquals(none, new ObjectMapMethod.SnapAdd().applyTo(none));
        assertEquals(none, new ObjectMapMethod.SnapRemove(map).applyTo(none));
        assertEquals(Optional.of(map), new ObjectMapMethod.Save(map).applyTo(none));
        assertEquals(Optional.of(map), new ObjectMapMethod.WriteFull(map).applyTo(none));
        assertEquals(
                List.of(ObjectState.NONEXISTENT, ObjectState.NONEXISTENT),
                statesOf(new ObjectMapMethod.Resize(2).applyTo(none).orElseThrow()));
    }

    @Test
    void aMapHasABound() {
        ObjectMapMethod.Resize largest = new ObjectMapMethod.Resize(256_000_000);
        assertEquals(
                256_000_000, largest.applyTo(Optional.empty()).orElseThrow().count());
        ObjectMapMethod.Resize larger = new ObjectMapMethod.Resize(256_000_001);
        assertEquals(
                Errno.EINVAL,
                assertThrows(ErrnoFailure.class, () -> larger.applyTo(Optional.empty()))
                        .errno());
    }
}
