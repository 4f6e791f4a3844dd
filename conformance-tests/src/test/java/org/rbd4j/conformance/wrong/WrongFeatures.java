package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of features, formats, copies and reports of progress. */
final class WrongFeatures {
    private WrongFeatures() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "deep-flatten cannot be switched off",
                        "FeatureUpdate",
                        "run",
                        "MUTABLE.plus(DISABLE_ONLY)",
                        "MUTABLE",
                        "Features.everySwitchFromThere"),
                new WrongRule(
                        "every feature can be switched",
                        "FeatureUpdate",
                        "run",
                        "!refused.isEmpty()",
                        "false",
                        "Features.whatCannotBeSwitched"),
                new WrongRule(
                        "a read-only handle switches features",
                        "FeatureUpdate",
                        "run",
                        "image.access().requireWritable();",
                        "",
                        "Features.aHandleThatCannotWriteCannotSwitch"),
                new WrongRule(
                        "new object maps of snapshots are valid",
                        "FeatureUpdate",
                        "setMapsInvalid",
                        "moments(image), snapId",
                        "List.of(RadosPool.HEAD), snapId",
                        "Features.flagsAreThoseOfWhatIsSelectedAndFeaturesAlwaysHeads"),
                new WrongRule(
                        "a new object map is valid",
                        "EnableFeaturesRequest",
                        "run",
                        "FeatureUpdate.setMapsInvalid(image, true);",
                        "",
                        "Features.everySwitchFromThere"),
                new WrongRule(
                        "a snapshot's map is valid whatever HEAD's is",
                        "ImageHeader",
                        "addSnapshot",
                        "SnapshotHeader.of(snapId, name, head)",
                        "SnapshotHeader.of(snapId, name, head.withFlags(head.flags(), false))",
                        "Features.flagsAreThoseOfWhatIsSelectedAndFeaturesAlwaysHeads"),
                new WrongRule(
                        "images are of format 1",
                        "SimImage",
                        "isOldFormat",
                        "describe(\"isOldFormat\"), () -> false",
                        "describe(\"isOldFormat\"), () -> true",
                        "Format.anImageIsOfFormatTwo"),
                new WrongRule(
                        "a format that there is not is refused",
                        "NewImage",
                        "validate",
                        "if (format == OLD_FORMAT) {",
                        "if (format != NEW_FORMAT) {",
                        "Format.aFormatThatThereIsNotIsTakenForTwo"),
                new WrongRule(
                        "format 1 is taken for 2",
                        "NewImage",
                        "validate",
                        "if (format == OLD_FORMAT) {",
                        "if (false) {",
                        "Format.formatOneIsRefused"),
                new WrongRule(
                        "a read with advice reads nothing",
                        "SimImage",
                        "read",
                        "return read(\"read\", offset, destination);",
                        "return advice.length > 0 ? 0 : read(\"read\", offset, destination);",
                        "Format.adviceChangesNoAnswer",
                        "Format.anyAdviceGoesTogether"),
                new WrongRule(
                        "dropping the cache drops the data",
                        "SimImage",
                        "invalidateCache",
                        "io.invalidate();",
                        "io.discard(0, info.size());",
                        "Format.droppingTheCacheLosesNothing"),
                new WrongRule(
                        "a copy is of HEAD whatever is selected",
                        "CopyRequest",
                        "run",
                        "long size = source.selected().size();",
                        "source.selectHead(); long size = source.selected().size();",
                        "Copy.aCopyIsWhatWasSelected"),
                new WrongRule(
                        "a copy leaves out what only the parent has",
                        "CopyRequest",
                        "copyInto",
                        "withParents(0,",
                        "own(0,",
                        "Copy.aCopyOfACloneIsItsOwn"),
                new WrongRule(
                        "a copy is written by the sector",
                        "CopyRequest",
                        "writeWhatIsNotZero",
                        "int grain = (int) copy.layout().objectSize();",
                        "int grain = 512;",
                        "Copy.anObjectIsCopiedAsAWholeAndZeroesNotAtAll"),
                new WrongRule(
                        "a copy's options are ignored",
                        "CopyRequest",
                        "run",
                        "destination.createLike(name, size, source.layout(), inherited);",
                        "destination.createLike(name, size, source.layout(), ImageOptions.defaults().withFeatures(source.header().features()));",
                        "Copy.itMayGoToAnotherPoolAndHaveAnotherShape"),
                new WrongRule(
                        "a stripe unit may be larger than the object",
                        "NewImage",
                        "validateStriping",
                        "(1L << order) % stripeUnit != 0 || stripeUnit > 1L << order ||",
                        "(stripeUnit <= 1L << order && (1L << order) % stripeUnit != 0) ||",
                        "Copy.aSmallerOrderAloneIsRefused"),
                new WrongRule(
                        "objects are of 64 MiB at most",
                        "NewImage",
                        WrongRule.OUTSIDE_METHODS,
                        "LARGEST_ORDER = 25",
                        "LARGEST_ORDER = 26",
                        "Copy.anOrderOutOfRangeIsRefused",
                        "CloneOptions.anOrderOutOfRange",
                        "ImageOptions.anOrderOutOfRange"),
                new WrongRule(
                        "a removed snapshot is not copied",
                        "CopyRequest",
                        "run",
                        "long size = source.selected().size();",
                        "source.access().requireSelectionExists(); long size = source.selected().size();",
                        "Copy.aSnapshotThatWasRemovedIsCopiedAsAnEmptyImage"),
                new WrongRule(
                        "only who can write can copy",
                        "CopyRequest",
                        "run",
                        "long size = source.selected().size();",
                        "source.access().requireWritableHead(); long size = source.selected().size();",
                        "Copy.aReadOnlyHandleAndAnEmptyImageAreCopiedToo"),
                new WrongRule(
                        "removal reports more than all",
                        "RemoveRequest",
                        "removeAllBehindTheName",
                        "progress.report(1, 1);",
                        "progress.report(2, 1);",
                        "Progress.ofRemoval"),
                new WrongRule(
                        "flattening reports more than all",
                        "FlattenRequest",
                        "copyUp",
                        "progress.report(number, backed);",
                        "progress.report(backed + 1, backed);",
                        "Progress.ofFlattening"),
                new WrongRule(
                        "copying never reports its end",
                        "CopyRequest",
                        "copyInto",
                        "progress.report(size, size);",
                        "",
                        "Progress.ofCopying"),
                new WrongRule(
                        "rebuilding reports nothing",
                        "RebuildObjectMapRequest",
                        "rebuilt",
                        "progress.report(number, count);",
                        "",
                        "Progress.ofRebuilding"),
                new WrongRule(
                        "progress is reported under way, and what the listener throws ends the operation",
                        "ProgressReports",
                        "report",
                        "reports.add(new Report(done, total));",
                        "receiver.report(done, total);",
                        "Progress.whatTheListenerThrowsReachesTheCallerAtTheEnd"),
                new WrongRule(
                        "an operation reports its beginning before it is judged",
                        "ProgressReports",
                        "ProgressReports",
                        "this.receiver = Objects.requireNonNull(receiver, \"progress\");",
                        "this.receiver = receiver; receiver.report(0, 1);",
                        "Progress.ofWhatIsRefusedNothingIsReported",
                        "Closing.aReportOfProgressMayCloseItsImage"));
    }
}
