package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of object maps, and of the diffs by whole objects that they answer. */
final class WrongObjectMaps {
    private WrongObjectMaps() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "a snapshot that is removed leaves the next map invalid",
                        "librbd/ObjectMap.java",
                        "if (isRefused || removed",
                        "if (true || removed",
                        "ObjectMap.removingASnapshotLeavesEveryMapValid"),
                new WrongRule(
                        "an image grows beyond the bound of its object map",
                        "librbd/Maintenance.java",
                        "if (image.has(Feature.OBJECT_MAP) && Striper",
                        "if (false && Striper",
                        "ImageInfo.anImageGrowsToTheBoundOfItsObjectMap"),
                new WrongRule(
                        "an image grows to one object less than its object map holds",
                        "librbd/Maintenance.java",
                        "newSize) > OBJECT_MAP_LIMIT",
                        "newSize) >= OBJECT_MAP_LIMIT",
                        "ImageInfo.anImageGrowsToTheBoundOfItsObjectMap"),
                new WrongRule(
                        "a write over an existing object leaves its state in the object map",
                        "librbd/ObjectWrite.java",
                        "ObjectState.PENDING : ObjectState.EXISTS;",
                        "ObjectState.PENDING : ObjectState.EXISTS_CLEAN;",
                        "ObjectMap.theBaseAndTheDiffByObjectMakeTheTarget"),
                new WrongRule(
                        "the object map is not told that a discarded object is gone",
                        "librbd/ObjectWrite.java",
                        "if (isNotedInObjectMap && stateBefore == ObjectState.PENDING) {",
                        "if (false) {",
                        "ObjectMap.withFastDiffAnObjectIsAnsweredAsAWhole"),
                new WrongRule(
                        "a rebuilt map takes what changed for clean",
                        "librbd/RebuildObjectMap.java",
                        "image.has(Feature.FAST_DIFF) && first != image.snapId()",
                        "image.has(Feature.FAST_DIFF)",
                        "ObjectMap.rebuiltMapsTellTheTruth"),
                new WrongRule(
                        "fast-diff is never used",
                        "librbd/FastDiff.java",
                        "if (!image.has(Feature.FAST_DIFF)) {",
                        "if (true) {",
                        "ObjectMap.withFastDiffAnObjectThatWasCutIsAnsweredAsAWhole"),
                new WrongRule(
                        "fast-diff trusts an invalid map",
                        "librbd/FastDiff.java",
                        "if (image.flagsAt(snapId).contains(ImageFlag.FAST_DIFF_INVALID)) {",
                        "if (false) {",
                        "ObjectMap.mapsThatAreInvalidHideNothing"),
                new WrongRule(
                        "writes trust an invalid map",
                        "librbd/ObjectMap.java",
                        "return (image.flagsAt(snapId).bits() & INVALID.bits()) != 0;",
                        "return false;",
                        "ObjectMap.anInvalidMapKeepsNothingFromBeingReadOrDiscarded"),
                new WrongRule(
                        "reads trust a snapshot's invalid map",
                        "librbd/ImageContext.java",
                        "has(Feature.OBJECT_MAP) && !flagsAt(snapId()).contains(ImageFlag.OBJECT_MAP_INVALID)",
                        "has(Feature.OBJECT_MAP)",
                        "ObjectMap.mapsThatAreInvalidHideNothing"),
                new WrongRule(
                        "by object, a diff without fast-diff is by extents",
                        "SimImage.java",
                        "DiffIterate.run(context, range)",
                        "DiffIterate.run(context, range.withWholeObject(range.wholeObject() && info.features().contains(Feature.FAST_DIFF)))",
                        "ObjectMap.withoutItAnObjectIsSplitIntoDataAndHole"),
                new WrongRule(
                        "a diff by object over nothing has no extents with fast-diff either",
                        "SimImage.java",
                        "if (range.wholeObject() && range.length() == 0 &&",
                        "if (false &&",
                        "ObjectMap.withFastDiffADiffByObjectOverNothingIsRefused"),
                new WrongRule(
                        "rebuilding any map makes HEAD's valid",
                        "librbd/RebuildObjectMap.java",
                        "snapId, ImageFlags.of(",
                        "RadosPool.HEAD, ImageFlags.of(",
                        "ObjectMap.rebuildingMakesTheMapOfWhatIsSelectedValidAndNoOther"),
                new WrongRule(
                        "a read-only handle rebuilds",
                        "librbd/RebuildObjectMap.java",
                        "if (image.isReadOnly()) {",
                        "if (false) {",
                        "ObjectMap.aRebuildThatIsRefused"),
                new WrongRule(
                        "a snapshot removed without HEAD's map leaves it valid",
                        "librbd/ObjectMap.java",
                        "if (isRefused ||",
                        "if (",
                        "ObjectMap.aSnapshotThatIsRemovedWhileItIsSelectedLeavesHeadsMapInvalid"),
                new WrongRule(
                        "a copy-up is not noted in the maps of snapshots",
                        "librbd/ObjectMap.java",
                        "if (hasData) {",
                        "if (false) {",
                        "Clones.whatTheSnapshotsOfACloneHaveOfTheParentOutlivesADeepFlatten"),
                new WrongRule(
                        "a removed snapshot's changes are no changes of the next",
                        "librbd/ObjectMap.java",
                        "state -> state == ObjectState.EXISTS_CLEAN ? ObjectState.EXISTS : state));",
                        "state -> state));",
                        "ObjectMap.theChangesOfARemovedSnapshotAreThoseOfTheNext"),
                new WrongRule(
                        "a rollback leaves the object map",
                        "librbd/ObjectMap.java",
                        "snapshot.ifPresent(\n                states -> image.io()",
                        "snapshot.filter(states -> false).ifPresent(\n                states -> image.io()",
                        "ObjectMap.aRollbackBringsTheMapBackToo"),
                new WrongRule(
                        "a rebuild takes an object that is gone out of HEAD's map",
                        "librbd/RebuildObjectMap.java",
                        "if (!isKept) {",
                        "if (true) {",
                        "ObjectMap.aRebuildKeepsAnObjectThatHeadsMapSaysIsThere"),
                new WrongRule(
                        "a copy-up of zeroes is noted in the maps of snapshots",
                        "librbd/CopyUp.java",
                        "noteCopyUp(objectNumber, !isZero,",
                        "noteCopyUp(objectNumber, true,",
                        70),
                new WrongRule(
                        "with fast-diff the parent is not asked beneath a hole",
                        "librbd/DiffIterate.java",
                        "covered.intersect(parentData)",
                        "IntervalSet.EMPTY",
                        "Diff.theDiffOfACloneWithItsParentMakesTheClone"),
                new WrongRule(
                        "an object that came back is news to fast-diff even if it was there before",
                        "librbd/FastDiff.java",
                        "case HOLE -> exists && isLast ?",
                        "case HOLE -> exists ?",
                        32),
                new WrongRule(
                        "fast-diff remembers an object that the image was too small for on the way",
                        "librbd/FastDiff.java",
                        "if (!station.reaches(number)) {\n                change = Change.HOLE;",
                        "if (!station.reaches(number)) {\n                change = next(change, ObjectState.NONEXISTENT, i == stations.size() - 1);",
                        26),
                new WrongRule(
                        "a rebuilt map of the selected snapshot is not the one in memory",
                        "librbd/ObjectMap.java",
                        "image.replaceObjectMapOfSelection(Optional.of(states));",
                        "",
                        1747),
                new WrongRule(
                        "a selected snapshot's map is opened by selecting it alone",
                        "librbd/ImageContext.java",
                        ".ifPresent(this::replaceObjectMapOfSelection);",
                        ".isPresent();",
                        "ObjectMap.aSnapshotThatWasSelectedBeforeTheMapCameUpIsReadByTheEmptyMapThatItHadThen"),
                new WrongRule(
                        "the map of a selected snapshot that was renamed is rebuilt",
                        "librbd/RebuildObjectMap.java",
                        "owner.requireSelectionNotRenamed();",
                        "",
                        "ObjectMap.aRebuildOfASelectedSnapshotThatWasRenamedOrRemovedIsRefused"),
                new WrongRule(
                        "a request to the managed lock's owner is heard by nobody else",
                        "librbd/Maintenance.java",
                        "image.io().ask(image.headerName());",
                        "",
                        "ObjectMap.aRequestToTheLocksOwnerLetsEveryHandleHearOfTheMap"),
                new WrongRule(
                        "HEAD is read without its object map",
                        "librbd/ObjectMap.java",
                        "image.isHeadSelected() ? mayExist(number)",
                        "image.isHeadSelected() ? true",
                        34),
                new WrongRule(
                        "flatten leaves what was never written out of an invalid map",
                        "librbd/Maintenance.java",
                        "image.objectMap().noteFlattenBegun(backed);",
                        "",
                        "ObjectMap.whatOnlyAMapKnowsOfIsInTheDiffByObjectOfAClone"),
                new WrongRule(
                        "a child's fast-diff forgets what only the parent's map knows",
                        "librbd/DiffIterate.java",
                        "parentData.forEach((offset, length) -> {",
                        "IntervalSet.EMPTY.forEach((offset, length) -> {",
                        "ObjectMap.whatOnlyAMapKnowsOfIsInTheDiffByObjectOfAClone"),
                new WrongRule(
                        "a snapshot without a map is selected as if it had one",
                        "librbd/ObjectMap.java",
                        "        invalidate(snapshot.id());\n        exec(snapshot.id(), \"rbd.object_map_resize\"",
                        "        exec(snapshot.id(), \"rbd.object_map_resize\"",
                        "ObjectMap.aSnapshotWhoseMapIsMissingWhenItIsSelectedIsInvalid"));
    }
}
