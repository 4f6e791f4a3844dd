package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of calls that are refused: when they are, and what they leave. */
final class WrongRefusals {
    private WrongRefusals() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "nothing has changed in no bytes, whatever the earlier snapshot",
                        "DiffIterate",
                        "isOfNothing",
                        "if (from > image.snapId()) {",
                        "if (from > image.snapId() && range.length() > 0) {",
                        "DiffRange.theEarlierSnapshotIsThereAndEarlier"),
                new WrongRule(
                        "the removal of a protected snapshot is refused before the managed lock is taken",
                        "SnapshotOperations",
                        "remove",
                        "image.access().requireWritable();",
                        "image.access().requireWritable();\n        if (snapshot.isProtected()) {\n            throw new org.rbd4j.sim.rados.ErrnoFailure(org.rbd4j.Errno.EBUSY, name);\n        }",
                        "ManagedLock.whatEachCallDoesToTheLock",
                        "RefusedCalls.whatARefusedCallOnASnapshotDoesToTheLock"),
                new WrongRule(
                        "an object map is made for any number of objects",
                        "ObjectMapMethod.Resize",
                        "applyTo",
                        "Maintenance.requireMappable(objectCount);",
                        "",
                        "Features.anObjectMapThatWouldBeTooLargeIsRefusedWhenTheHeaderHasIt"),
                new WrongRule(
                        "an object map that would be too large is refused before the header has it",
                        "EnableFeaturesRequest",
                        "run",
                        "FeatureUpdate.requireConsistent(after);",
                        "Maintenance.requireMappable(Striper.objectCount(image.layout(), image.header().head().size()));",
                        "Features.anObjectMapThatWouldBeTooLargeIsRefusedWhenTheHeaderHasIt"),
                new WrongRule(
                        "a handle that has not heard of an object map switches it off for those that have",
                        "DisableFeaturesRequest",
                        "run",
                        "asked.and(image.header().features())",
                        "asked",
                        "Features.anObjectMapThatWouldBeTooLargeIsRefusedWhenTheHeaderHasIt"),
                new WrongRule(
                        "a handle that the owner refused something keeps to the header it knows",
                        "ExclusiveLock",
                        "ask",
                        "image.markStale();",
                        "",
                        "ManagedLock.whoIsRefusedByTheOwnerSeesTheOwnersLock"),
                new WrongRule(
                        "who switches the managed lock off gives it up before the header's lock is read",
                        "ImageContext",
                        "refresh",
                        "replaceState(header, lock, state.selection);",
                        "replaceState(header, headerObject.readLock(), state.selection);",
                        "ManagedLock.whoSwitchesTheFeatureOffSawItsOwnLock",
                        "Refresh.whatAHandleKnowsAfterAChange"),
                new WrongRule(
                        "no journal is made while a snapshot is selected",
                        "FeatureUpdate",
                        "makeJournal",
                        "if (image.isHeadSelected()) {",
                        "image.access().requireWritableHead();\n        if (image.isHeadSelected()) {",
                        "Features.aJournalCanBeMadeWhileASnapshotIsSelected"),
                new WrongRule(
                        "a discard past the end takes the managed lock before it is refused",
                        "ImageIo",
                        "discardOfAnyLength",
                        "long clipped = clip(offset, length);",
                        "image.exclusiveLock().acquire();\n        long clipped = clip(offset, length);",
                        "RefusedCalls.whatARefusedCallDoesToTheLock"),
                new WrongRule(
                        "a snapshot is removed by the lock's owner even where there is no map",
                        "SnapshotOperations",
                        "remove",
                        "image.has(Feature.FAST_DIFF) || image.has(Feature.JOURNALING)",
                        "true",
                        "RefusedCalls.aRefusedRemovalNeedsNoOwnerWhereThereIsNoMap"),
                new WrongRule(
                        "a switch of features that cannot be is refused before the managed lock is taken",
                        "FeatureUpdate",
                        "run",
                        "OwnerRequest.UpdateFeatures request =",
                        "requireConsistent(enabled ? present.plus(features) : present.minus(features));\n        OwnerRequest.UpdateFeatures request =",
                        "RefusedCalls.whatARefusedSwitchOfFeaturesDoesToTheLock"),
                new WrongRule(
                        "a snapshot has its new name before that is found to be taken",
                        "SnapshotOperations",
                        "rename",
                        "image.access().requireFree(to);\n        ask(image.has(Feature.JOURNALING), new OwnerRequest.SnapshotRename(id, to));",
                        "ask(image.has(Feature.JOURNALING), new OwnerRequest.SnapshotRename(id, to));\n        image.access().requireFree(to);",
                        "RefusedCalls.aRefusedCallChangesNothing"),
                new WrongRule(
                        "an image that is gone is gone for who lists its snapshots",
                        "SimSnapshots",
                        "list",
                        "image.sharedUnlessGone(List.of(), ",
                        "image.shared(",
                        "Refresh.anImageThatIsGoneHasNeitherSnapshotsNorAParent"),
                new WrongRule(
                        "whoever has a snapshot selected has its map open",
                        "ObjectMap",
                        "isOpen",
                        "image.selection().isObjectMapOpen()",
                        "image.has(Feature.OBJECT_MAP) && !image.isHeadSelected()",
                        "Refresh.aSnapshotTakenThroughAHandleWithoutAMapHasNone"),
                new WrongRule(
                        "who asks for the stripe unit reads the header anew",
                        "SimImage",
                        "stripeUnit",
                        "withoutRefresh(",
                        "shared(",
                        "Refresh.whichCallsReadTheHeaderAnew"),
                new WrongRule(
                        "who asks for clones reads the header anew",
                        "SimImage",
                        "children",
                        "withoutRefresh(",
                        "shared(",
                        "Refresh.whichCallsReadTheHeaderAnew"));
    }
}
