package org.rbd4j.sim;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.rbd4j.sim.rados.ObjectOperation;
import org.rbd4j.sim.rados.WriteOutcome;

/** A cluster's counters, each of which only grows; {@link SimCounters} says what each counts. */
final class RunningCounters {
    private final LongAdder calls = new LongAdder();
    private final LongAdder failedCalls = new LongAdder();
    private final LongAdder operations = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();
    private final LongAdder discards = new LongAdder();
    private final LongAdder flushes = new LongAdder();
    private final LongAdder objectsCreated = new LongAdder();
    private final LongAdder objectsRemoved = new LongAdder();
    private final LongAdder clonesMade = new LongAdder();
    private final LongAdder copyUps = new LongAdder();
    private final LongAdder bytesCopiedUp = new LongAdder();

    void countCall() {
        calls.increment();
    }

    void countFailedCall() {
        failedCalls.increment();
    }

    void countFlush() {
        flushes.increment();
    }

    void countOperation() {
        operations.increment();
    }

    void countRead(int bytes) {
        reads.increment();
        bytesRead.add(bytes);
    }

    void countWrite(WriteOutcome outcome, List<ObjectOperation> steps) {
        if (!outcome.isDone()) {
            return;
        }
        for (ObjectOperation step : steps) {
            countStep(step);
        }
        countIf(outcome.created(), objectsCreated);
        countIf(outcome.removed(), objectsRemoved);
        countIf(outcome.cloned(), clonesMade);
    }

    private void countStep(ObjectOperation step) {
        switch (step.kind()) {
            case WRITE -> {
                writes.increment();
                bytesWritten.add(step.byteCount());
            }
            case COPY_UP -> {
                copyUps.increment();
                bytesCopiedUp.add(step.byteCount());
            }
            case DISCARD -> discards.increment();
            case NONE -> {}
        }
    }

    private static void countIf(boolean condition, LongAdder counter) {
        if (condition) {
            counter.increment();
        }
    }

    SimCounters now() {
        return new SimCounters(
                calls.sum(),
                failedCalls.sum(),
                operations.sum(),
                reads.sum(),
                bytesRead.sum(),
                writes.sum(),
                bytesWritten.sum(),
                discards.sum(),
                flushes.sum(),
                objectsCreated.sum(),
                objectsRemoved.sum(),
                clonesMade.sum(),
                copyUps.sum(),
                bytesCopiedUp.sum());
    }
}
