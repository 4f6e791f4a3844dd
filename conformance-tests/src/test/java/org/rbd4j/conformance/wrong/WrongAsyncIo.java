package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of asynchronous requests. */
final class WrongAsyncIo {
    private static final String SOURCE = "SimAsyncIo.java";

    private WrongAsyncIo() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "an asynchronous write is complete and never done",
                        SOURCE,
                        "image.write(\"async.write\", offset, taken);",
                        "",
                        "AsyncIo.whatWasInFlightTogetherIsDoneWhenItIsComplete",
                        "AsyncIo.aFlushIsCompleteAfterEverythingThatWasBegunBefore",
                        "AsyncIo.aCloseComesAfterEverythingThatWasBegun",
                        "AsyncIo.cancellingStopsNothing",
                        "AsyncIo.whatDependsOnARequestMayUseTheImage",
                        "AsyncIo.aWriteThatCrossesTheEndTellsHowMuchOfItFits"),
                new WrongRule(
                        "an asynchronous write leaves its buffer where it was",
                        SOURCE,
                        "source.position(source.limit());",
                        "",
                        "AsyncIo.theBytesOfAWriteAreTakenAtOnce"),
                new WrongRule(
                        "an asynchronous read leaves its buffer where it was",
                        SOURCE,
                        "image.read(\"async.read\", offset, destination)",
                        "image.read(\"async.read\", offset, destination.duplicate())",
                        "AsyncIo.aReadMovesItsBufferByWhatItRead"),
                new WrongRule(
                        "an asynchronous request's failure is thrown",
                        SOURCE,
                        "return CompletableFuture.failedFuture(failure);",
                        "throw failure;",
                        "AsyncIo.everyFailureArrivesThroughTheFuture"),
                new WrongRule(
                        "an asynchronous discard is limited as others are",
                        "librbd/ImageIo.java",
                        "public void discardOfAnyLength(long offset, long length) {",
                        "public void discardOfAnyLength(long offset, long length) {\n"
                                + "if (length >= DISCARD_LIMIT) { throw new ErrnoFailure(Errno.EINVAL, \"\"); }",
                        "AsyncIo.aDiscardMayBeOfAnyLength"),
                new WrongRule(
                        "an asynchronous flush does without the managed lock",
                        SOURCE,
                        "image.flush(\"async.flush\");",
                        "",
                        "AsyncIo.requestsTakeTheManagedLockAsCallsDo"),
                new WrongRule(
                        "a read is clipped by the size that the handle knew before",
                        "SimImage.java",
                        "return sharedIf(() -> context.isFresh() && !context.readsUnderLock(), call, () -> io.read(offset, destination));",
                        "return pool.calls().exclusive(call, () -> { requireOpen(call); return io.read(offset, destination); });",
                        "AsyncIo.whoKnowsOfAnotherHandlesSize",
                        "ImageIo.aReadKnowsTheSizeThatAnotherHandleSet"));
    }
}
