package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A request's text names the object, the steps with their numbers, the snapshot and the writer's context. */
class RequestTextTest {
    private static final ObjectName OBJECT = new ObjectName("rbd_data.1", 17);
    private static final String NAME = "rbd_data.1.0000000000000011";
    private static final SnapContext CONTEXT = new SnapContext(4, List.of(4L, 2L));
    private static final BufferRange DATA = BufferRange.of(ByteBuffer.wrap(new byte[10], 2, 5));

    private static RequestText.Step step(String name, Object... numbers) {
        return new RequestText.Step(
                name,
                numbers.length > 0 ? OptionalLong.of((int) numbers[0]) : OptionalLong.empty(),
                numbers.length > 1 ? OptionalLong.of((int) numbers[1]) : OptionalLong.empty());
    }

    private static void assertStep(
            RequestText.Step text, ObjectOperation.Kind kind, int byteCount, ObjectOperation step) {
        assertEquals(text, step.text());
        assertEquals(kind, step.kind());
        assertEquals(byteCount, step.byteCount());
    }

    @Test
    void everyStepTellsItsNumbers() {
        assertStep(step("assert-exists"), ObjectOperation.Kind.NONE, 0, new ObjectOperation.AssertExists());
        assertStep(step("create"), ObjectOperation.Kind.NONE, 0, new ObjectOperation.Create());
        assertStep(step("write", 7, 5), ObjectOperation.Kind.WRITE, 5, new ObjectOperation.Write(7, DATA));
        assertStep(step("write-full", 0, 5), ObjectOperation.Kind.WRITE, 5, new ObjectOperation.WriteFull(DATA));
        assertStep(step("zero", 7, 9), ObjectOperation.Kind.DISCARD, 0, new ObjectOperation.Zero(7, 9));
        assertStep(step("truncate", 7), ObjectOperation.Kind.DISCARD, 0, new ObjectOperation.Truncate(7));
        assertStep(step("remove"), ObjectOperation.Kind.DISCARD, 0, new ObjectOperation.Remove());
        assertStep(step("rollback"), ObjectOperation.Kind.NONE, 0, new ObjectOperation.Rollback(3));
        assertStep(step("copyup", 0, 5), ObjectOperation.Kind.COPY_UP, 5, new ObjectOperation.CopyUp(DATA));
    }

    private static DataRequest.Operate operate(ObjectOperation step) {
        return new DataRequest.Operate(OBJECT.prefix(), OBJECT.number(), CONTEXT, step);
    }

    @Test
    void anOperationIsAboutTheSnapshotThatAnyStepNames() {
        List<ObjectOperation> steps = List.of(
                new ObjectOperation.AssertExists(), new ObjectOperation.Rollback(3), new ObjectOperation.Truncate(1));
        assertEquals(
                new RequestText(
                        NAME,
                        List.of(step("assert-exists"), step("rollback"), step("truncate", 1)),
                        3,
                        Optional.of(CONTEXT)),
                operate(ObjectSteps.inOrder(steps)).text());
        assertEquals(
                RadosPool.HEAD, operate(new ObjectOperation.Create()).text().snap());
    }

    @Test
    void aReadTellsWhatItAsksFor() {
        BufferRange part = BufferRange.of(ByteBuffer.allocate(10).position(3));
        assertEquals(
                new RequestText(NAME, List.of(step("read", 8, 7)), 5, Optional.empty()),
                new DataRequest.Read(OBJECT.prefix(), OBJECT.number(), 5, 8, part).text());
        assertEquals(
                RequestText.of(NAME, step("read", 8, 7)),
                new DataRequest.Read(OBJECT.prefix(), OBJECT.number(), RadosPool.HEAD, 8, part).text());
    }

    @Test
    void outcomesAreTold() {
        DataRequest.Operate write = operate(new ObjectOperation.Create());
        assertEquals("ENOENT", write.outcome(WriteOutcome.NOT_FOUND));
        assertEquals("ok", write.outcome(WriteOutcome.done(false, false, false)));
        assertEquals("cloned, created, removed", write.outcome(WriteOutcome.done(true, true, true)));
        DataRequest.Read read = new DataRequest.Read(
                OBJECT.prefix(), OBJECT.number(), RadosPool.HEAD, 0, BufferRange.of(ByteBuffer.allocate(3)));
        assertEquals("0 bytes", read.outcome(ReadOutcome.of(3, 0)));
        assertEquals("2 bytes", read.outcome(ReadOutcome.of(3, 2)));
        assertEquals("3 bytes", read.outcome(ReadOutcome.of(3, 3)));
        assertEquals("ENOENT", read.outcome(ReadOutcome.NOT_FOUND));
        assertEquals("ENOENT", new DataRequest.ListSnaps(OBJECT).outcome(Optional.empty()));
    }
}
