package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of clones: what they see, what they keep, who knows of them. */
final class WrongClones {
    private WrongClones() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "a clone reads its parent's HEAD",
                        "librbd/ImageContext.java",
                        "context.select(context.header().snapshots().get(spec.snapId()));",
                        "",
                        "Clones.aCloneIsItsParentUntilItIsWritten"),
                new WrongRule(
                        "a clone does not see through its parent to the grandparent",
                        "librbd/ImageReader.java",
                        "ImageContext parent = image.parent();",
                        "ImageContext parent = image.isReadOnly() && !image.isHeadSelected() ? null : image.parent();",
                        "Clones.aCloneOfACloneReadsThroughBoth"),
                new WrongRule(
                        "a copy-up forgets the clone's own snapshots",
                        "librbd/CopyUp.java",
                        "hasSnapshots = !context.snaps().isEmpty()",
                        "hasSnapshots = false",
                        "Clones.theSnapshotsOfACloneNeverChange"),
                new WrongRule(
                        "a write does not copy up",
                        "librbd/CopyUp.java",
                        "IntervalSet copied = readParent(parentData);",
                        "IntervalSet copied = IntervalSet.EMPTY;",
                        "Clones.aCloneIsItsParentUntilItIsWritten"),
                new WrongRule(
                        "a flattened clone keeps its tie",
                        "librbd/Maintenance.java",
                        "ImageHeader::withoutParent",
                        "header -> header",
                        "Clones.flatteningChangesNoByteAndCutsTheTie"),
                new WrongRule(
                        "flatten copies nothing up",
                        "librbd/Maintenance.java",
                        "ObjectWrite.emptyWrite(image, number).run();",
                        "",
                        "Clones.flatteningChangesNoByteAndCutsTheTie"),
                new WrongRule(
                        "flatten leaves out the last object",
                        "librbd/Maintenance.java",
                        "image.populatedObjects(0, backed)",
                        "image.populatedObjects(0, backed - 1)",
                        "Clones.flatteningChangesNoByteAndCutsTheTie"),
                new WrongRule(
                        "the overlap is a byte too long after shrinking",
                        "librbd/ImageHeader.java",
                        "Math.min(headOverlap.getAsLong(), newSize)",
                        "Math.min(headOverlap.getAsLong(), newSize + 1)",
                        "Clones.eachVersionOfACloneHasItsOwnOverlap"),
                new WrongRule(
                        "a clone that grows again shows its parent again",
                        "librbd/ImageHeader.java",
                        "headOverlap.isPresent() && newSize < size",
                        "false",
                        "Clones.theOverlapIsTheSmallestSizeThatTheCloneEverHad"),
                new WrongRule(
                        "a clone has the client's default features",
                        "librbd/ImageCatalog.java",
                        "orElse(parent.header().features())",
                        "orElse(defaults.features())",
                        "Clones.aCloneInheritsLayoutAndFeatures"),
                new WrongRule(
                        "a clone with larger objects is not striped as its parent",
                        "librbd/NewImage.java",
                        "orElse(parent.stripeUnit())",
                        "orElse(0)",
                        "Clones.aCloneMayHaveLargerObjects",
                        "Copy.aLargerOrderAloneKeepsTheStripeUnit"),
                new WrongRule(
                        "a clone always has its parent's stripe count",
                        "librbd/NewImage.java",
                        "options.stripeCount().orElse(parent.stripeCount())",
                        "parent.stripeCount()",
                        "Clones.aCloneMayHaveAStripingOfItsOwn"),
                new WrongRule(
                        "clones in other pools are not listed",
                        "librbd/ChildrenDirectory.java",
                        "anyPool.allPools()",
                        "List.of(anyPool)",
                        "Clones.aCloneKnowsItsParentAndTheParentItsClones"),
                new WrongRule(
                        "an open clone tells the name that its parent got meanwhile",
                        "librbd/ImageInfo.java",
                        "parent.name(),",
                        "ImageDirectory.of(parent.io()).nameOf(parent.header().id()),",
                        "Clones.aParentIsToldByItsNamesOfToday"),
                new WrongRule(
                        "a snapshot with clones can be unprotected",
                        "librbd/SnapshotOperations.java",
                        "if (!children.isEmpty()) {",
                        "if (false) {",
                        "Clones.aSnapshotWithClonesStays",
                        "Clones.aChildOfAnotherClientIsSeen"),
                new WrongRule(
                        "an image that is removed stays its parent's child",
                        "librbd/ImageCatalog.java",
                        "ChildrenDirectory.remove(io, parent, image.header().id())",
                        "{}",
                        "Clones.aSnapshotWithClonesStays"),
                new WrongRule(
                        "a flattened clone stays its parent's child",
                        "librbd/Maintenance.java",
                        "ChildrenDirectory.remove(image.io(), parent, image.header().id());",
                        "",
                        "Clones.aFlattenedCloneOutlivesItsParent"),
                new WrongRule(
                        "flatten cuts the snapshots loose without deep-flatten",
                        "librbd/ImageHeader.java",
                        "if (has(Feature.DEEP_FLATTEN)) {",
                        "if (true) {",
                        "Clones.aSnapshotKeepsItsParentWhenHeadIsFlattened"),
                new WrongRule(
                        "deep-flatten leaves the snapshots tied",
                        "librbd/ImageHeader.java",
                        "if (has(Feature.DEEP_FLATTEN)) {",
                        "if (false) {",
                        "Clones.aDeepFlattenCutsTheSnapshotsLooseToo"),
                new WrongRule(
                        "a snapshot has HEAD's overlap",
                        "librbd/ImageContext.java",
                        "OptionalLong.empty() : snapshot.parentOverlap()",
                        "OptionalLong.empty() : header.headOverlap()",
                        "Clones.eachVersionOfACloneHasItsOwnOverlap"),
                new WrongRule(
                        "a clone that was shrunk to nothing is flattened cleanly",
                        "librbd/Maintenance.java",
                        "if (image.parent() != null) {",
                        "if (true) {",
                        "Clones.aCloneShrunkToNothingHasNoParentButStaysAChildUntilItIsFlattened"),
                new WrongRule(
                        "flattening what has no parent succeeds",
                        "librbd/Maintenance.java",
                        "throw new ErrnoFailure(Errno.EINVAL, \"the image has no parent\");",
                        "return;",
                        "Clones.flatteningWhatCannotBeFlattened",
                        "ImageInfo.aFailedCallLeavesNoTrace"),
                new WrongRule(
                        "a snapshot can be cloned without protection",
                        "librbd/ImageCatalog.java",
                        "if (!snapshot.isProtected()) {",
                        "if (false) {",
                        "Clones.whatCannotBeCloned"),
                new WrongRule(
                        "a clone goes into a pool of another connection",
                        "SimPool.java",
                        "((SimPool) pool).client != client",
                        "false",
                        "Clones.aPoolOfAnotherConnectionIsRefused"),
                new WrongRule(
                        "a clone needs no layering",
                        "librbd/ImageCatalog.java",
                        "if (!features.contains(Feature.LAYERING)) {",
                        "if (false) {",
                        "Clones.featuresThatACloneDoesNotSupport"),
                new WrongRule(
                        "flatten makes objects of the parent's zeroes",
                        "librbd/CopyUp.java",
                        "if (isZero && change.isEmptyWrite()) {",
                        "if (false) {",
                        26),
                new WrongRule(
                        "a discard of a whole object lets the parent through",
                        "librbd/ObjectWrite.java",
                        "if (isWhole && parentOnRemove == ParentOnRemove.HIDE && hasParent(image, objectNumber)) {",
                        "if (false) {",
                        "Clones.aDiscardHidesTheParent"),
                new WrongRule(
                        "shrinking forgets what snapshots need of the parent",
                        "librbd/Trim.java",
                        "if (backed <= firstDropped || image.header().snapshots().isEmpty()) {",
                        "if (true) {",
                        "Clones.whatTheSnapshotsOfACloneHaveOfTheParentOutlivesADeepFlatten"),
                new WrongRule(
                        "a whole-object write needs no copy-up even with snapshots",
                        "librbd/ObjectWrite.java",
                        "(!isWhole || hasSnapshots)",
                        "!isWhole",
                        "Clones.whatTheSnapshotsOfACloneHaveOfTheParentOutlivesADeepFlatten"),
                new WrongRule(
                        "the last snapshot with a parent leaves its image a child",
                        "librbd/SnapshotOperations.java",
                        "ChildrenDirectory.remove(image.io(), before.parent().orElseThrow(), before.id());",
                        "",
                        "Clones.aSnapshotKeepsItsParentWhenHeadIsFlattened"),
                new WrongRule(
                        "a copy-up is as long as the object",
                        "librbd/CopyUp.java",
                        "(int) copied.end()",
                        "parentData.capacity()",
                        2));
    }
}
