package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of asynchronous requests. */
final class WrongAsyncIo {
    private WrongAsyncIo() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "an asynchronous write is complete and never done",
                        "SimAsyncIo",
                        "write",
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
                        "SimAsyncIo",
                        "write",
                        "BufferAccess.advance(source, source.limit());",
                        "",
                        "AsyncIo.theBytesOfAWriteAreTakenAtOnce"),
                new WrongRule(
                        "an asynchronous read leaves its buffer where it was",
                        "SimAsyncIo",
                        "read",
                        "image.read(\"async.read\", offset, destination)",
                        "image.read(\"async.read\", offset, destination.duplicate())",
                        "AsyncIo.aReadMovesItsBufferByWhatItRead"),
                new WrongRule(
                        "an asynchronous request's failure is thrown",
                        "SimAsyncIo",
                        "ended",
                        "return RequestFuture.failed(failure);",
                        "throw failure;",
                        "AsyncIo.everyFailureArrivesThroughTheFuture"),
                new WrongRule(
                        "requests that begin one another end on the stack of the first",
                        "SimAsyncIo",
                        "ended",
                        "return RequestFuture.completed(request.get());",
                        "return CompletableFuture.completedFuture(request.get());",
                        "AsyncIo.eachRequestMayBeginTheNext"),
                new WrongRule(
                        "an asynchronous request throws what no call of librbd's ends in",
                        "SimAsyncIo",
                        "ended",
                        "catch (RuntimeException | Error failure)",
                        "catch (org.rbd4j.RbdException failure)",
                        "AsyncIo.soDoesWhatIsNoneOfLibrbds"),
                new WrongRule(
                        "advice may be none",
                        "Arguments",
                        "requireNoNull",
                        "Objects.requireNonNull(one, \"advice\");",
                        "",
                        "AsyncIo.soDoesWhatIsNoneOfLibrbds"),
                new WrongRule(
                        "an asynchronous discard is limited as others are",
                        "ImageIo",
                        "discardOfAnyLength",
                        "public void discardOfAnyLength(long offset, long length) {",
                        "public void discardOfAnyLength(long offset, long length) {\n"
                                + "if (length >= DISCARD_LIMIT) { throw new ErrnoFailure(Errno.EINVAL, \"\"); }",
                        "AsyncIo.aDiscardMayBeOfAnyLength"),
                new WrongRule(
                        "an asynchronous flush does without the managed lock",
                        "SimAsyncIo",
                        "flush",
                        "image.flush(\"async.flush\");",
                        "",
                        "AsyncIo.requestsTakeTheManagedLockAsCallsDo"),
                new WrongRule(
                        "a read is clipped by the size that the handle knew before",
                        "Transfers",
                        "counted",
                        "handle.context.refreshIfStale();",
                        "if (direction == Direction.WRITE) { handle.context.refreshIfStale(); }",
                        "AsyncIo.whoKnowsOfAnotherHandlesSize",
                        "ImageIo.aReadKnowsTheSizeThatAnotherHandleSet"));
    }
}
