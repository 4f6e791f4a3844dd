package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of channels on images. */
final class WrongChannels {
    private WrongChannels() {}

    static List<WrongRule> rules() {
        return List.of(
                wrong(
                        "a channel reads where it read before",
                        "read",
                        "position += Math.max(0, count);",
                        "",
                        "Channel.whatTheImageHoldsAChannelReads",
                        "ChannelStreams.aStreamOfAnImageIsItsContent",
                        "ChannelStreams.aFileIsCopiedFromAnImageAndToAnother"),
                wrong(
                        "a channel writes where it wrote before",
                        "write",
                        "position += count;",
                        "",
                        "ChannelStreams.aStreamToAnImageWritesEverythingAndNoMore",
                        "ChannelStreams.anArchiveIsWrittenToAnImageAndReadBack"),
                wrong(
                        "a channel's position is an int",
                        "position",
                        "position = newPosition;",
                        "position = (int) newPosition;",
                        "Channel.aPositionMayBeBeyondWhatAnIntCounts"),
                wrong(
                        "the end is nothing to read yet",
                        WrongRule.OUTSIDE_METHODS,
                        "END = -1",
                        "END = 0",
                        "Channel.aReadThatCrossesTheEndIsShortAndTheNextIsTheEnd",
                        "Channel.pastTheEndNothingIsReadAndNothingHasRoom",
                        "Channel.anEmptyImageHasAnEndAndNoRoom"),
                wrong(
                        "a read that is refused is never the end",
                        "readUpToTheEnd",
                        "if (position >= Math.min(size, image.size())) {",
                        "if (false) {",
                        "ChannelConcurrency.anotherClientMovesTheEnd"),
                wrong(
                        "where the size ends a channel reads nothing for ever",
                        "readUpToTheEnd",
                        "return END;",
                        "return 0;",
                        "ChannelConcurrency.theEndMovesWhileAChannelReads"),
                wrong(
                        "where the size ends there is nothing to fail",
                        "readUpToTheEnd",
                        "            try {\n                return image.read(",
                        "if (position >= size) { return destination.hasRemaining() ? END : 0; }\ntry {\nreturn image.read(",
                        "ChannelHandle.aSelectedSnapshotThatWasRemovedIsAFailureAndNoEnd"),
                wrong(
                        "a write that crosses the end tells that it wrote everything",
                        "writeUpToTheEnd",
                        "return (int) crossing.written();",
                        "return length;",
                        "Channel.aChannelIsOneOnBytesThatItNeverAddsTo",
                        "Channel.whatAChannelWritesTheImageHolds",
                        "Channel.aWriteThatCrossesTheEndWritesWhatFits"),
                wrong(
                        "a channel grows its image",
                        "writeUpToTheEnd",
                        "image.write(position, NOTHING);",
                        "if (true) { image.resize(position + length); image.write(position, source); return length; }",
                        "ChannelStreams.aStreamToAnImageWritesEverythingAndNoMore",
                        "Channel.pastTheEndNothingIsReadAndNothingHasRoom",
                        "Channel.anEmptyImageHasAnEndAndNoRoom"),
                wrong(
                        "the end is judged before who may write",
                        "writeUpToTheEnd",
                        "image.write(position, NOTHING);",
                        "",
                        "ChannelHandle.aHandleThatCannotWriteHasChannelsThatCannot"),
                wrong(
                        "a channel that cannot write fails like any other",
                        "change",
                        "throw nonWritable;",
                        "throw told(failure);",
                        "ChannelHandle.aHandleThatCannotWriteHasChannelsThatCannot"),
                wrong(
                        "who cuts nothing off need not be able to",
                        "truncate",
                        "image.write(0, NOTHING);",
                        "",
                        "ChannelHandle.aHandleThatCannotWriteHasChannelsThatCannot"),
                wrong(
                        "truncating may add",
                        "truncate",
                        "if (size < image.size()) {",
                        "if (size != image.size()) {",
                        "Channel.truncatingCutsOffAndNeverAdds"),
                wrong(
                        "truncating leaves the position past the end",
                        "truncate",
                        "position = Math.min(position, size);",
                        "",
                        "Channel.truncatingCutsOffAndNeverAdds"),
                wrong(
                        "a channel's numbers may be negative",
                        "requireNotNegative",
                        "if (number < 0) {",
                        "if (false) {",
                        "Channel.aNegativePositionOrSizeIsNoArgument"),
                wrong(
                        "a channel leaves a read-only buffer to its image",
                        "read",
                        "if (destination.isReadOnly()) {",
                        "if (false) {",
                        "Channel.aReadOnlyBufferCannotBeReadInto"),
                wrong(
                        "all channels have one position",
                        WrongRule.OUTSIDE_METHODS,
                        "private long position;",
                        "private static long position;",
                        "ChannelConcurrency.eachChannelHasAPositionOfItsOwn"),
                wrong(
                        "a closed channel goes on",
                        "close",
                        "open = false;",
                        "",
                        "ChannelHandle.aClosedChannelIsClosedAndItsImageIsNot"),
                wrong(
                        "a channel closes its image",
                        "close",
                        "open = false;",
                        "open = false; image.close();",
                        "ChannelHandle.aClosedChannelIsClosedAndItsImageIsNot"),
                wrong(
                        "an image's failure comes through a channel as it is",
                        "told",
                        "return new IOException(failure.getMessage(), failure);",
                        "throw failure;",
                        "ChannelHandle.aChannelIsOpenOnAClosedImageAndSaysWhatIsClosed"),
                wrong(
                        "threads read through a channel at once",
                        "read",
                        "public synchronized int read(",
                        "public int read(",
                        "ChannelConcurrency.threadsThatShareAChannelTakeTurns"));
    }

    private static WrongRule wrong(
            String name, String method, String fragment, String replacement, String law, String... moreLaws) {
        return new WrongRule(name, WrongRule.CHANNEL, method, fragment, replacement, law, moreLaws);
    }
}
