package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.rbd4j.sim.rados.IntervalSet;

/** Data and zeroes are gathered apart, object by object. */
class SnapshotDeltaTest {
    private static final IntervalSet FIRST = IntervalSet.of(0, 4);
    private static final IntervalSet SECOND = IntervalSet.of(4, 4);
    private static final IntervalSet BOTH = IntervalSet.of(0, 8);

    @Test
    void dataAndZeroesAreGatheredApart() {
        SnapshotDelta delta = new SnapshotDelta.Builder()
                .addData(SECOND)
                .addZeroes(IntervalSet.of(10, 2))
                .add(new SnapshotDelta(FIRST, IntervalSet.of(20, 2)))
                .build();
        assertEquals(new SnapshotDelta(BOTH, IntervalSet.of(10, 2).union(IntervalSet.of(20, 2))), delta);
    }

    @Test
    void aDeltaIsEmptyWithoutEither() {
        assertTrue(new SnapshotDelta.Builder().build().isEmpty());
        assertTrue(SnapshotDelta.NONE.isEmpty());
        assertFalse(new SnapshotDelta.Builder().addData(FIRST).build().isEmpty());
        assertFalse(new SnapshotDelta.Builder().addZeroes(FIRST).build().isEmpty());
    }
}
