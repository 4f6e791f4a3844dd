package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.IntervalSet;

/**
 * Which bytes changed between two moments, by what they are at the later one.
 *
 * @param data bytes that an object holds
 * @param zeroes bytes that no object holds any more
 */
record SnapshotDelta(IntervalSet data, IntervalSet zeroes) {
    static final SnapshotDelta NONE = new SnapshotDelta(IntervalSet.EMPTY, IntervalSet.EMPTY);

    boolean isEmpty() {
        return data.isEmpty() && zeroes.isEmpty();
    }

    /** Gathers what changed in one object after another. */
    static final class Builder {
        private final IntervalSet.Builder data = new IntervalSet.Builder();
        private final IntervalSet.Builder zeroes = new IntervalSet.Builder();

        Builder addData(IntervalSet bytes) {
            data.add(bytes);
            return this;
        }

        Builder addZeroes(IntervalSet bytes) {
            zeroes.add(bytes);
            return this;
        }

        Builder add(SnapshotDelta delta) {
            return addData(delta.data).addZeroes(delta.zeroes);
        }

        SnapshotDelta build() {
            return new SnapshotDelta(data.build(), zeroes.build());
        }
    }
}
