package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of the names in a pool, and of removing what they lead to. */
final class WrongPools {
    private WrongPools() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "an image's name is of ASCII letters",
                        "ImageCatalog",
                        "requireNamed",
                        "if (name.isEmpty()) {",
                        "if (name.isEmpty() || !name.matches(\"[ -~]*\")) {",
                        "Pool.anyNameNamesAnImage"),
                new WrongRule(
                        "images are listed as they come",
                        "ImageDirectory",
                        "listNames",
                        ".sorted()",
                        "",
                        "Pool.imagesAreListedSorted"),
                new WrongRule(
                        "a name may be one byte longer",
                        "ImageCatalog",
                        WrongRule.OUTSIDE_METHODS,
                        "LONGEST_NAME = 2041",
                        "LONGEST_NAME = 2042",
                        "Pool.aNameIsAtMost2041BytesLong"),
                new WrongRule(
                        "an image may have the empty name",
                        "ImageCatalog",
                        "requireNamed",
                        "if (name.isEmpty()) {",
                        "if (false) {",
                        "Pool.noImageHasTheEmptyName"),
                new WrongRule(
                        "an image's taken name is busy and does not exist",
                        "ImageCatalog",
                        "requireFree",
                        "Errno.EEXIST",
                        "Errno.EBUSY",
                        "Pool.aTakenNameIsRefusedAndItsImageStays",
                        "Copy.aTakenName"),
                new WrongRule(
                        "all pools have one directory",
                        "RadosPool",
                        WrongRule.OUTSIDE_METHODS,
                        "metadata = new HashMap<>();",
                        "metadata = SHARED; private static final HashMap SHARED = new HashMap();",
                        "Pool.thePoolsOfAClusterAreSeparate"),
                new WrongRule(
                        "an image that is renamed keeps its old name too",
                        "RenameRequest",
                        "run",
                        "ImageDirectory.rename(io, from, to);\n        Unwinding.passOver(() -> ImageId.remove(io, from));",
                        "ImageDirectory.add(io, to, id);",
                        "Pool.renamingKeepsAllButTheName",
                        "Pool.anImageIsRenamedWhileItIsOpen"),
                new WrongRule(
                        "an image is renamed onto another",
                        "ImageCatalog",
                        "rename",
                        "requireFree(to);",
                        "",
                        "Pool.renamingOntoANameThatIsTaken"),
                new WrongRule(
                        "a new name is judged before the old one",
                        "ImageCatalog",
                        "rename",
                        "requireImage(from);",
                        "",
                        "Pool.whatIsNotThereIsJudgedBeforeItsNewName"),
                new WrongRule(
                        "an image that is not there is an invalid argument",
                        "ImageLocation",
                        "readId",
                        "Errno.ENOENT",
                        "Errno.EINVAL",
                        "Pool.whatIsNotThereCannotBeOpenedNorRemoved"),
                new WrongRule(
                        "a removed image stays in the directory",
                        "ImageRemoval",
                        "moveToTrash",
                        "Unwinding.passOver(Errno.ENOENT, () -> ImageDirectory.remove(io, location.name()));",
                        "",
                        "Pool.aRemovedImageLeavesNothing"),
                new WrongRule(
                        "a removed image leaves its objects",
                        "RemoveRequest",
                        "removeAllBehindTheName",
                        "new TrimRequest(image, image.header().head().size(), 0).run();",
                        "",
                        "Pool.aReadOnlyHandleDoesNotKeepAnImageFromBeingRemoved"),
                new WrongRule(
                        "an image is removed with its snapshots",
                        "RemoveRequest",
                        "requireUnused",
                        "if (snapshots > 0) {",
                        "if (false) {",
                        "Pool.anImageWithSnapshotsIsNotRemoved"),
                new WrongRule(
                        "an image is removed while it is open",
                        "RemoveRequest",
                        "requireUnused",
                        "if (others > 0) {",
                        "if (false) {",
                        "Pool.anImageThatIsOpenForWritingIsNotRemoved"));
    }
}
