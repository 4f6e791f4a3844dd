package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A change is worked out once for one map, and for each of two maps that differ. */
class SharedChangeTest {
    private final SharedChange change =
            new SharedChange(new ObjectMapMethod.Update(1, 2, ObjectState.PENDING, Optional.empty()));

    @Test
    void oneMapIsChangedOnce() {
        Optional<ObjectStates> map = Optional.of(ObjectStates.none(3));
        assertSame(change.applyTo(map).orElseThrow(), change.applyTo(map).orElseThrow());
    }

    @Test
    void twoMapsAreChangedEach() {
        ObjectStates other = ObjectStates.none(3).with(0, ObjectState.EXISTS);
        assertEquals(
                ObjectState.NONEXISTENT,
                change.applyTo(Optional.of(ObjectStates.none(3))).orElseThrow().get(0));
        assertEquals(
                ObjectState.EXISTS,
                change.applyTo(Optional.of(other)).orElseThrow().get(0));
        assertEquals(Optional.empty(), change.applyTo(Optional.empty()));
        assertEquals(
                ObjectState.EXISTS,
                change.applyTo(Optional.of(other)).orElseThrow().get(0));
    }
}
