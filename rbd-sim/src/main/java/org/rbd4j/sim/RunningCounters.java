package org.rbd4j.sim;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.rbd4j.sim.rados.ObjectOperation;
import org.rbd4j.sim.rados.WriteOutcome;

/** A cluster's counters, each of which only grows; {@link SimCounter} says what each counts. */
final class RunningCounters {
    /** By the counter's ordinal. */
    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(SimCounter.values().length).toArray(LongAdder[]::new);

    void count(SimCounter counter) {
        count(counter, 1);
    }

    private void count(SimCounter counter, long amount) {
        counts[counter.ordinal()].add(amount);
    }

    void countRead(int bytes) {
        count(SimCounter.READS);
        count(SimCounter.BYTES_READ, bytes);
    }

    void countWrite(WriteOutcome outcome, ObjectOperation steps) {
        if (!outcome.isDone()) {
            return;
        }
        steps.forEachStep(this::countStep);
        countIf(outcome.created(), SimCounter.OBJECTS_CREATED);
        countIf(outcome.removed(), SimCounter.OBJECTS_REMOVED);
        countIf(outcome.cloned(), SimCounter.CLONES_MADE);
    }

    private void countStep(ObjectOperation step) {
        switch (step.kind()) {
            case WRITE -> {
                count(SimCounter.WRITES);
                count(SimCounter.BYTES_WRITTEN, step.byteCount());
            }
            case COPY_UP -> {
                count(SimCounter.COPY_UPS);
                count(SimCounter.BYTES_COPIED_UP, step.byteCount());
            }
            case DISCARD -> count(SimCounter.DISCARDS);
            case NONE -> {}
        }
    }

    private void countIf(boolean condition, SimCounter counter) {
        if (condition) {
            count(counter);
        }
    }

    SimCounters now() {
        return new SimCounters(counter -> counts[counter.ordinal()].sum());
    }
}
