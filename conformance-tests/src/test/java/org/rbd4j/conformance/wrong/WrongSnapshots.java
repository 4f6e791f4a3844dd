package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of snapshots and rollback. */
final class WrongSnapshots {
    private WrongSnapshots() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "a write knows of no snapshot",
                        "ImageHeader",
                        "dataSnapContext",
                        "return snapshots.isEmpty() ?",
                        "return true ?",
                        "Snapshots.aSnapshotNeverChanges"),
                new WrongRule(
                        "a clone of an object goes with the first of its snapshots",
                        "SnapSet",
                        "withoutSnaps",
                        "if (!snaps.isEmpty()) {",
                        "if (snaps.size() == clone.snaps().size()) {",
                        "Snapshots.removingASnapshotChangesNoOtherVersion"),
                new WrongRule(
                        "a trimmed clone of an object leaves the older one's overlap as it was",
                        "SnapSet",
                        "withoutSnaps",
                        "older.withOverlap(older.overlap().intersect(clone.overlap()))",
                        "older",
                        "Diff.aSnapshotThatIsRemovedTakesNothingOutOfTheDiff"),
                new WrongRule(
                        "what was written before a snapshot is not written again after it",
                        "RadosObject",
                        "replaceSnapSet",
                        "sharedWithNewest = null;",
                        "",
                        "Diff.aDiffTellsOfWhatWasWrittenSinceAndOfNothingElse"),
                new WrongRule(
                        "of all writes after a snapshot, the first alone counts",
                        "RadosObject",
                        "shareNoMore",
                        "sharedWithNewest.remove(start, end);\n",
                        "sharedWithNewest.remove(start, sharedWithNewest.toSet().size() == snapSet.newestOverlap().size() ? end : start);\n",
                        "Diff.aDiffTellsOfWhatWasWrittenSinceAndOfNothingElse"),
                new WrongRule(
                        "a rollback keeps the objects that came later",
                        "ObjectChange",
                        "rollback",
                        "if (revision == null || !isThereAfterRollback(snap, object.head() != null)) {\n            remove();",
                        "if (revision == null || !isThereAfterRollback(snap, object.head() != null)) {",
                        "Snapshots.aRollbackMakesHeadTheSnapshot"),
                new WrongRule(
                        "a rollback keeps HEAD's size",
                        "SnapshotRollbackRequest",
                        "run",
                        "if (size != image.header().head().size()) {",
                        "if (false) {",
                        "Snapshots.aRollbackMakesHeadTheSnapshot"),
                new WrongRule(
                        "a rollback looks at the newest clone of an object alone",
                        "SnapSet",
                        "overlapFrom",
                        "IntervalSet::intersect",
                        "(older, newer) -> newer",
                        "Diff.aRollbackIsAChange"),
                new WrongRule(
                        "a rollback changes nothing that a diff could see",
                        "ObjectChange",
                        "rollback",
                        "subtract(object.snapSet().overlapFrom(snap))",
                        "subtract(IntervalSet.of(0, oldSize))",
                        "Diff.aRollbackIsAChange"),
                new WrongRule(
                        "snapshots are listed newest first",
                        "SnapshotOperations",
                        "list",
                        "return List.copyOf(snapshots);",
                        "java.util.Collections.reverse(snapshots);\nreturn List.copyOf(snapshots);",
                        "Snapshots.snapshotsAreListedInTheOrderOfTheirIds"),
                new WrongRule(
                        "a snapshot's name is of ASCII letters",
                        "Access",
                        "requireFree",
                        "if (image.header().snapshotNamed(snapshot).isPresent()) {",
                        "if (image.header().snapshotNamed(snapshot).isPresent() || !snapshot.matches(\"[ -~]*\")) {",
                        "Snapshots.anyNameNamesASnapshot"),
                new WrongRule(
                        "a snapshot is listed with HEAD's size",
                        "SnapshotOperations",
                        "list",
                        "snapshot.revision().size()",
                        "image.header().head().size()",
                        "Snapshots.aSnapshotTellsTheSizeThatTheImageHad"),
                new WrongRule(
                        "a snapshot has the size that the image had one byte before",
                        "ImageHeader",
                        "addSnapshot",
                        "SnapshotHeader.of(snapId, name, head)",
                        "SnapshotHeader.of(snapId, name, new ImageRevision(Math.max(0, head.size() - 1), head.flags(), head.parentOverlap()))",
                        "Snapshots.aSnapshotTellsTheSizeThatTheImageHad"),
                new WrongRule(
                        "a snapshot's taken name is busy and does not exist",
                        "Access",
                        "requireFree",
                        "Errno.EEXIST",
                        "Errno.EBUSY",
                        "Snapshots.aNameThatIsTaken"),
                new WrongRule(
                        "a snapshot that is not there is an invalid argument",
                        "Access",
                        "requireSnapshot",
                        "Errno.ENOENT",
                        "Errno.EINVAL",
                        "Snapshots.aSnapshotThatIsNotThere"),
                new WrongRule(
                        "the snapshot of the empty name can be selected",
                        "SimImage",
                        "selectSnapshot",
                        "Arguments.requireNamed(call, snapshot);",
                        "Arguments.requireCString(call, snapshot);",
                        "Snapshots.theEmptyNameIsASnapshotsNameButCannotBeSelected"),
                new WrongRule(
                        "a snapshot's name is as short as an image's",
                        "Access",
                        "requireFree",
                        "if (image.header().snapshotNamed(snapshot).isPresent()) {",
                        "if (image.header().snapshotNamed(snapshot).isPresent() || snapshot.length() > 2041) {",
                        "Snapshots.aNameMayBeLong"),
                new WrongRule(
                        "a protected snapshot can be removed",
                        "OwnerRequest.SnapshotRemove",
                        "carryOut",
                        "if (!snapshot.isUnprotected()) {",
                        "if (false) {",
                        "Snapshots.aProtectedSnapshotIsKept"),
                new WrongRule(
                        "a snapshot that is renamed loses its protection",
                        "SnapshotHeader",
                        "withName",
                        "revision, protection, isInTrash",
                        "revision, ProtectionStatus.UNPROTECTED, isInTrash",
                        "Snapshots.aProtectedSnapshotIsKept"),
                new WrongRule(
                        "snapshots are protected without layering",
                        "SnapshotOperations",
                        "protect",
                        "if (!image.has(Feature.LAYERING)) {",
                        "if (false) {",
                        "Snapshots.withoutLayeringNothingIsProtected"),
                new WrongRule(
                        "HEAD is written while a snapshot is selected",
                        "Access",
                        "requireWritableHead",
                        "throw new ErrnoFailure(Errno.EROFS, Reason.SNAPSHOT_SELECTED.of());",
                        "",
                        "Snapshots.whileASnapshotIsSelectedTheOthersCanBeManagedButNotHead"),
                new WrongRule(
                        "a selected snapshot that is renamed does not stop a rollback",
                        "Access",
                        "requireSelectionUnchanged",
                        "if (!image.selection().isUnchanged()) {",
                        "if (false) {",
                        "Snapshots.theSelectedSnapshotMayBeRenamed"),
                new WrongRule(
                        "a selected snapshot that was removed is asked as if it were there",
                        "Access",
                        "requireSelectionExists",
                        "if (!image.isHeadSelected() && !image.header().snapshots().containsKey(image.snapId())) {",
                        "if (false) {",
                        "Snapshots.theSelectedSnapshotMayBeRemoved",
                        "ChannelHandle.aSelectedSnapshotThatWasRemovedIsAFailureAndNoEnd",
                        "Features.theFlagsOfASnapshotThatWasRemoved"),
                new WrongRule(
                        "an object's clone is kept under the oldest of its snapshots",
                        "SnapSet",
                        "cloneHolding",
                        ".filter(clone -> clone.id() >= snap)\n                .findFirst()",
                        ".filter(clone -> clone.id() == snap)\n                .findFirst()",
                        "Snapshots.removingASnapshotChangesNoOtherVersion"),
                new WrongRule(
                        "a rollback to what HEAD holds since then is forgotten",
                        "ObjectChange",
                        "rollback",
                        "ObjectBytes present = touch();",
                        "ObjectBytes present = object.head();",
                        "Snapshots.aRollbackMakesHeadTheSnapshot"),
                new WrongRule(
                        "an object forgets which snapshots it was written under",
                        "SnapSet",
                        "withSeqOf",
                        "return context.seq() > seq ? new SnapSet(context.seq(), clones) : this;",
                        "return this;",
                        "Snapshots.aSnapshotNeverChanges"));
    }
}
