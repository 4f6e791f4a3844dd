package org.rbd4j.conformance.wrong;

import java.util.List;

/**
 * Wrong rules of threads that share a handle. Each call still has the cluster to itself, so nothing is corrupted that a law could
 * hang on: what is wrong is where one call's turn ends and another's begins, and a pause there lets the others in.
 */
final class WrongConcurrency {
    private static final String PAUSE = "java.util.concurrent.locks.LockSupport.parkNanos(1);\n";

    private WrongConcurrency() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "a buffer takes what its array takes",
                        "BufferRange",
                        "of",
                        "Math.max(0, buffer.limit() - begin)",
                        "buffer.capacity() - begin",
                        "Concurrency.aBufferMayBeMovedByAnotherThread"),
                new WrongRule(
                        "HEAD is not selected any more once a snapshot was",
                        "SimImage",
                        "selectHead",
                        "context::selectHead",
                        "() -> {}",
                        "SharedHandle.anyTwoCallsMayBeMadeAtOnce"),
                new WrongRule(
                        "a write is done in two turns",
                        "Transfers",
                        "write",
                        "run(Direction.WRITE, operation, offset, range);",
                        "run(Direction.WRITE, operation, offset, range.part(0, range.length() / 2));\n"
                                + PAUSE
                                + "run(Direction.WRITE, operation, offset, range);",
                        "Concurrency.everyThreadReadsWhatItWroteAndNobodyReadsHalfOfAWrite",
                        "Concurrency.snapshotsAreTakenBetweenWritesAndNotInside"),
                new WrongRule(
                        "a removal takes the snapshot that is newest when its turn comes",
                        "SimSnapshots",
                        "remove",
                        "exclusive(\"snapshots.remove\", name, () -> operations.remove(name));",
                        PAUSE
                                + "exclusive(\"snapshots.remove\", name, () -> {\n"
                                + "List<Snapshot> taken = operations.list();\n"
                                + "operations.remove(taken.get(taken.size() - 1).name()); });",
                        "Concurrency.whatEachThreadTookAndKeptIsThere"),
                new WrongRule(
                        "a removal looks for its image in a turn of its own",
                        "SimPool",
                        "removeImage",
                        "exclusive(call, () -> { catalog.remove(image, reports); return null; });",
                        "boolean isThere = listImages().contains(image);\n" + PAUSE
                                + "exclusive(call, () -> {\n"
                                + "try { catalog.remove(image, reports); }\n"
                                + "catch (RuntimeException gone) { if (!isThere) throw gone; }\n"
                                + "return null; });",
                        "Concurrency.ofTwoWhoRemoveAnImageOneFindsIt"),
                new WrongRule(
                        "whether an image is closed is asked after the call",
                        "Transfers",
                        "counted",
                        "handle.requireOpen(describe(operation, offset, range)); handle.context.refreshIfStale(); int count = direction.transfer(io, offset, range);",
                        "handle.context.refreshIfStale(); int count = direction.transfer(io, offset, range); handle.requireOpen(describe(operation, offset, range));",
                        "Concurrency.whatWasWrittenBeforeAHandleClosedUnderLoadIsThere"));
    }
}
