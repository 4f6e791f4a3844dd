package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of snapshots and rollback. */
final class WrongSnapshots {
    private WrongSnapshots() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "a write knows of no snapshot",
                        "ImageContext",
                        "dataSnapContext",
                        "return header().snapshots().isEmpty() ?",
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
                        "a rollback keeps the objects that came later",
                        "RadosObject.Change",
                        "rollback",
                        "if (revision == null) {\n                remove();",
                        "if (revision == null) {",
                        "Snapshots.aRollbackMakesHeadTheSnapshot"),
                new WrongRule(
                        "a rollback keeps HEAD's size",
                        "Maintenance",
                        "rollback",
                        "if (target.size() != image.header().size()) {",
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
                        "RadosObject.Change",
                        "rollback",
                        "subtract(snapSet.overlapFrom(snap))",
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
                        "SnapshotOperations",
                        "requireFree",
                        "if (image.header().snapshotNamed(name).isPresent()) {",
                        "if (image.header().snapshotNamed(name).isPresent() || !name.matches(\"[ -~]*\")) {",
                        "Snapshots.anyNameNamesASnapshot"),
                new WrongRule(
                        "a snapshot is listed with HEAD's size",
                        "SnapshotOperations",
                        "list",
                        "snapshot.size()",
                        "image.header().size()",
                        "Snapshots.aSnapshotTellsTheSizeThatTheImageHad"),
                new WrongRule(
                        "a snapshot has the size that the image had one byte before",
                        "ImageHeader",
                        "withSnapshot",
                        "new SnapshotHeader(snapId, name, size, headOverlap",
                        "new SnapshotHeader(snapId, name, Math.max(0, size - 1), headOverlap",
                        "Snapshots.aSnapshotTellsTheSizeThatTheImageHad"),
                new WrongRule(
                        "a snapshot's taken name is busy and does not exist",
                        "SnapshotOperations",
                        "requireFree",
                        "Errno.EEXIST",
                        "Errno.EBUSY",
                        "Snapshots.aNameThatIsTaken"),
                new WrongRule(
                        "a snapshot that is not there is an invalid argument",
                        "ImageContext",
                        "requireSnapshot",
                        "new ErrnoFailure(Errno.ENOENT,",
                        "new ErrnoFailure(Errno.EINVAL,",
                        "Snapshots.aSnapshotThatIsNotThere"),
                new WrongRule(
                        "the snapshot of the empty name can be selected",
                        "SimImage",
                        "selectSnapshot",
                        "Arguments.requireNamed(\"selectSnapshot of \"",
                        "Arguments.requireCString(\"selectSnapshot of \"",
                        "Snapshots.theEmptyNameIsASnapshotsNameButCannotBeSelected"),
                new WrongRule(
                        "a snapshot's name is as short as an image's",
                        "SnapshotOperations",
                        "requireFree",
                        "if (image.header().snapshotNamed(name).isPresent()) {",
                        "if (image.header().snapshotNamed(name).isPresent() || name.length() > 2041) {",
                        "Snapshots.aNameMayBeLong"),
                new WrongRule(
                        "a protected snapshot can be removed",
                        "SnapshotOperations",
                        "remove",
                        "requireWritable();\n        if (snapshot.isProtected()) {",
                        "requireWritable();\n        if (false) {",
                        "Snapshots.aProtectedSnapshotIsKept"),
                new WrongRule(
                        "a snapshot that is renamed loses its protection",
                        "SnapshotHeader",
                        "withName",
                        "new SnapshotHeader(id, newName, size, parentOverlap, isProtected, flags)",
                        "new SnapshotHeader(id, newName, size, parentOverlap, false, flags)",
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
                        "ImageContext",
                        "requireWritableHead",
                        "throw new ErrnoFailure(Errno.EROFS, \"a snapshot is selected\");",
                        "",
                        "Snapshots.whileASnapshotIsSelectedTheOthersCanBeManagedButNotHead"),
                new WrongRule(
                        "a selected snapshot that is renamed does not stop a rollback",
                        "ImageContext",
                        "requireSelectionUnchanged",
                        "if (!state.selection.isUnchanged()) {",
                        "if (false) {",
                        "Snapshots.theSelectedSnapshotMayBeRenamed"),
                new WrongRule(
                        "a selected snapshot that was removed is asked as if it were there",
                        "ImageContext",
                        "requireSelectionExists",
                        "if (!isHeadSelected() && selectedSnapshot().isEmpty()) {",
                        "if (false) {",
                        "Snapshots.theSelectedSnapshotMayBeRemoved",
                        "Channel.aSelectedSnapshotThatWasRemovedIsAFailureAndNoEnd",
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
                        "RadosObject.Change",
                        "rollback",
                        "touched = true;\n            if (snap > snapSet.seq()) {",
                        "if (snap > snapSet.seq()) {",
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
