package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of reading, writing, discarding and resizing. */
final class WrongImageIo {
    private WrongImageIo() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "an object's grown tail shows what was cut off",
                        "rados/ObjectBytes.java",
                        "zero(newSize, Math.min(size, (long) kept * PAGE_SIZE) - newSize);",
                        "",
                        "ImageIo.shrinkingAndGrowingReadsZeroes"),
                new WrongRule(
                        "a read begins at the sector",
                        "librbd/ImageIo.java",
                        ".read(offset, destination.slice(",
                        ".read(offset & ~511L, destination.slice(",
                        "ImageIo.everyPartOfAnImageReadsAsThatPartOfTheWhole"),
                new WrongRule(
                        "a write of several objects leaves out the last",
                        "librbd/ObjectWrite.java",
                        "Striper.objectExtents(image.layout(), imageOffset, data.remaining())) {",
                        "Striper.objectExtents(image.layout(), imageOffset, data.remaining())) {\nif (extent.objectNumber() > 1) { break; }",
                        "ImageIo.whatIsReadIsWhatWasWritten"),
                new WrongRule(
                        "rows and columns of a striped image are swapped on the way back",
                        "librbd/Striper.java",
                        "(stripe * layout.stripeCount() + column) * layout.stripeUnit()",
                        "(column * unitsPerObject + stripe) * layout.stripeUnit()",
                        "Clones.aCloneMayHaveAStripingOfItsOwn"),
                new WrongRule(
                        "the pieces of a striped write are gathered backwards",
                        "librbd/ObjectWrite.java",
                        "parts.forEach(part -> gathered.put(slice(data, part)));",
                        "for (int i = parts.size() - 1; i >= 0; i--) { gathered.put(slice(data, parts.get(i))); }",
                        "Copy.itMayGoToAnotherPoolAndHaveAnotherShape"),
                new WrongRule(
                        "a clone of an object shares its pages with the head",
                        "rados/ObjectBytes.java",
                        "if (page == null || page.owner != token) {",
                        "if (page == null) {",
                        "Snapshots.aSnapshotNeverChanges"),
                new WrongRule(
                        "holes read as ones",
                        "librbd/ImageReader.java",
                        "while (buffer.hasRemaining()) {",
                        "while (buffer.hasRemaining()) { buffer.put((byte) 1); }\nwhile (buffer.hasRemaining()) {",
                        "ImageIo.whatWasNeverWrittenIsZero"),
                new WrongRule(
                        "a read leaves in the buffer what stood there where nothing was written",
                        "librbd/ImageReader.java",
                        "fillWithZeroes(slice);",
                        "",
                        "ImageIo.zeroesReplaceWhatStoodInTheBuffer"),
                new WrongRule(
                        "a read past the end gives zeroes",
                        "librbd/ImageIo.java",
                        "int length = (int) clip(offset, destination.remaining());",
                        "clip(offset, destination.remaining()); int length = destination.remaining();",
                        "ImageIo.aReadThatCrossesTheEndIsShort",
                        "Channel.aReadThatCrossesTheEndIsShortAndTheNextIsTheEnd"),
                new WrongRule(
                        "a write past the end is not clipped",
                        "librbd/ImageIo.java",
                        "int length = (int) clip(offset, source.remaining());",
                        "clip(offset, source.remaining()); int length = source.remaining();",
                        "ImageIo.aWriteThatCrossesTheEndWritesWhatFits",
                        "Channel.aWriteThatCrossesTheEndWritesWhatFits"),
                new WrongRule(
                        "the end itself may be read and written",
                        "librbd/ImageIo.java",
                        "if (offset >= size) {",
                        "if (offset > size) {",
                        "ImageIo.readingAndWritingBeyondTheEnds",
                        "Channel.pastTheEndNothingIsReadAndNothingHasRoom"),
                new WrongRule(
                        "nothing can be read past the end",
                        "librbd/ImageIo.java",
                        "if (length == 0) {",
                        "if (length == 0 && offset <= image.size()) {",
                        "ImageIo.nothingMayBeReadWrittenAndDiscardedAnywhere"),
                new WrongRule(
                        "a discard of a negative length discards nothing",
                        "SimImage.java",
                        "Arguments.requireNotNegative(describe(operation), \"length\", length);",
                        "",
                        "ImageIo.nothingIsReadNorWrittenBeforeTheBeginning"),
                new WrongRule(
                        "a read-only buffer is not refused",
                        "SimImage.java",
                        "if (destination.isReadOnly()) {",
                        "if (false) {",
                        "ImageIo.buffersOfEveryKind"),
                new WrongRule(
                        "no buffer is nothing to write",
                        "SimImage.java",
                        "int length = source.remaining();",
                        "if (source == null) { return; }\nint length = source.remaining();",
                        "ImageIo.nullIsNoBuffer"),
                new WrongRule(
                        "a read-only handle writes",
                        "librbd/ImageContext.java",
                        "if (readOnly) {",
                        "if (false) {",
                        "ImageIo.aReadOnlyHandleWritesNothing",
                        "Channel.aHandleThatCannotWriteHasChannelsThatCannot"),
                new WrongRule(
                        "a discard of 2 GiB is accepted",
                        "librbd/ImageIo.java",
                        "length >= DISCARD_LIMIT",
                        "length > DISCARD_LIMIT",
                        "ImageIo.aDiscardIsShorterThanTwoGibibytes"),
                new WrongRule(
                        "a discard ignores the granularity",
                        "librbd/ImageIo.java",
                        "if (granularity > 0 && (",
                        "if (granularity < 0 && (",
                        "ImageIo.aDiscardIsAlignedInsideEachObject"),
                new WrongRule(
                        "a discard is aligned outwards",
                        "librbd/ImageIo.java",
                        "from = Striper.ceilingDivide(from, granularity) * granularity;",
                        "from = from / granularity * granularity;",
                        "ImageIo.aDiscardZeroesWhatIsAlignedAndTouchesNothingOutside"),
                new WrongRule(
                        "a discard that reaches an object's end is not worth sending either",
                        "librbd/ImageIo.java",
                        "(granularity < objectSize || to < objectSize)",
                        "true",
                        "ImageIo.aDiscardIsAlignedInsideEachObject"),
                new WrongRule(
                        "an image shrinks to a negative size",
                        "SimImage.java",
                        "Arguments.requireNotNegative(\"resize \" + this, \"size\", sizeInBytes);",
                        "",
                        "ImageIo.aNegativeSizeIsRefused"),
                new WrongRule(
                        "an image grows to 2^62 bytes at most",
                        "librbd/Maintenance.java",
                        "resizeHead(owner, newSize)",
                        "resizeHead(owner, Math.min(newSize, 1L << 62))",
                        "ImageIo.anImageGrowsVeryLarge"),
                new WrongRule(
                        "a change of the header is told to nobody else",
                        "librbd/ImageContext.java",
                        "io.notify(headerName);",
                        "stale = true;",
                        "ImageIo.twoClientsSeeOneTruth",
                        "Channel.anotherClientMovesTheEnd",
                        "ImageInfo.anOpenHandleSeesWhatAnotherClientDid",
                        "Features.anotherClientsHandleSeesTheSwitch"),
                new WrongRule(
                        "shrinking keeps the objects past the end",
                        "librbd/Trim.java",
                        "removeObjects(copyUpForSnapshots(firstDropped), count);",
                        "",
                        "ImageIo.shrinkingAndGrowingReadsZeroes"),
                new WrongRule(
                        "shrinking keeps the rest of the last object",
                        "librbd/Trim.java",
                        "if (end <= newSize) {",
                        "if (true) {",
                        "ImageIo.shrinkingAndGrowingReadsZeroes"),
                new WrongRule(
                        "zeroing a range zeroes a byte too much",
                        "rados/ObjectBytes.java",
                        "long end = Math.min(offset + length, size);",
                        "long end = Math.min(offset + length + 1, size);",
                        "ImageIo.aDiscardIsAlignedInsideEachObject"),
                new WrongRule(
                        "a discard to an object's end zeroes and does not truncate",
                        "librbd/ObjectWrite.java",
                        "if (offset + length == image.layout().objectSize()) {",
                        "if (false) {",
                        31),
                new WrongRule(
                        "a discard up to an object's content's end zeroes and does not truncate",
                        "rados/RadosObject.java",
                        "if (offset + length >= after.size()) {",
                        "if (false) {",
                        2));
    }
}
