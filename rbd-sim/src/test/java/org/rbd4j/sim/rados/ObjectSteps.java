package org.rbd4j.sim.rados;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Steps of write operations, as plain numbers: where an object's pages begin and end, more often than elsewhere.
 *
 * @param kind which operation
 * @param offset where it begins, or the new size
 * @param length how many bytes
 * @param snap the snapshot to go back to
 */
record ObjectSteps(Kind kind, int offset, int length, long snap) {
    enum Kind {
        ASSERT_EXISTS,
        CREATE,
        WRITE,
        WRITE_FULL,
        ZERO,
        TRUNCATE,
        REMOVE,
        ROLLBACK,
        COPY_UP
    }

    private static final int PAGE = ObjectBytes.PAGE_SIZE;
    static final int LARGEST_SNAP = 6;

    static Arbitrary<List<ObjectSteps>> ofOneOperation() {
        Arbitrary<Integer> offsets = Arbitraries.of(0, 0, 1, 100, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE);
        Arbitrary<Integer> lengths = Arbitraries.of(0, 1, 99, PAGE - 1, PAGE, PAGE + 100, 2 * PAGE);
        Arbitrary<Long> snaps = Arbitraries.longs().between(1, LARGEST_SNAP);
        Arbitrary<ObjectSteps> step = Combinators.combine(Arbitraries.of(Kind.class), offsets, lengths, snaps)
                .as(ObjectSteps::new);
        Arbitrary<List<ObjectSteps>> one = step.map(List::of);
        return Arbitraries.oneOf(one, step.list().ofMinSize(2).ofMaxSize(3).filter(ObjectSteps::removeOnceAtMost));
    }

    /** librbd never removes an object twice in one operation. */
    private static boolean removeOnceAtMost(List<ObjectSteps> steps) {
        return steps.stream()
                        .filter(step -> step.kind == Kind.REMOVE || step.kind == Kind.ROLLBACK)
                        .count()
                < 2;
    }

    /** The operation, whose data no other stamp writes. */
    ObjectOperation toOperation(int stamp) {
        return switch (kind) {
            case ASSERT_EXISTS -> new ObjectOperation.AssertExists();
            case CREATE -> new ObjectOperation.Create();
            case WRITE -> new ObjectOperation.Write(offset, data(stamp));
            case WRITE_FULL -> new ObjectOperation.WriteFull(data(stamp));
            case ZERO -> new ObjectOperation.Zero(offset, length);
            case TRUNCATE -> new ObjectOperation.Truncate(offset);
            case REMOVE -> new ObjectOperation.Remove();
            case ROLLBACK -> new ObjectOperation.Rollback(snap);
            case COPY_UP -> new ObjectOperation.CopyUp(data(stamp));
        };
    }

    static ObjectOperation inOrder(List<ObjectOperation> steps) {
        return steps.stream().reduce(ObjectOperation.InOrder::new).orElseThrow();
    }

    /** Bytes that are never 0, in the middle of a buffer. */
    private BufferRange data(int stamp) {
        ByteBuffer buffer = ByteBuffer.allocate(length + 2);
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put((byte) (1 + (stamp * 31 + i) % 251));
        }
        return BufferRange.of(buffer.position(1).limit(length + 1));
    }
}
