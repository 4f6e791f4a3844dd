package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of an image's way through the trash, where one of its steps fails. */
final class WrongRemovals {
    private WrongRemovals() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "an image whose entry stays in the trash is not removed",
                        "RemoveRequest",
                        "runFromTrash",
                        "Unwinding.passOver(() -> TrashDirectory.remove(location.io(), id));",
                        "TrashDirectory.remove(location.io(), id);",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "a removal ends where its second handle cannot have the lock",
                        "RemoveRequest",
                        "removeAllBehindTheName",
                        "Unwinding.passOver(image.exclusiveLock()::acquire);",
                        "image.exclusiveLock().acquire();",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "a removal leaves its handle open",
                        "RemoveRequest",
                        "removeAllBehindTheName",
                        "finally {\n image.close();\n}",
                        "finally {\n progress.report(1, 1);\n}",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "a removal that is refused leaves its handle open",
                        "ImageRemoval",
                        "whileOpen",
                        "try {\n action.accept(image);\n} finally {\n image.close();\n}",
                        "action.accept(image);\nimage.close();",
                        "Clones.aSnapshotWithClonesStays"),
                new WrongRule(
                        "a header's first removal must succeed",
                        "RemoveRequest",
                        "removeHeaderAndMap",
                        "Unwinding.passOver(() -> io.send(new MetadataRequest.Remove(ImageHeader.nameOf(id))));",
                        "io.send(new MetadataRequest.Remove(ImageHeader.nameOf(id)));",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "no removal of a header need succeed",
                        "RemoveRequest",
                        "removeHeaderAndMap",
                        "io.send(new MetadataRequest.Remove(ImageHeader.nameOf(id)));\nio.send(new MetadataRequest.Remove(ObjectStates",
                        "Unwinding.passOver(() -> io.send(new MetadataRequest.Remove(ImageHeader.nameOf(id))));\nio.send(new MetadataRequest.Remove(ObjectStates",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "a removal that cannot take the lock tells why",
                        "RemoveRequest",
                        "acquireLock",
                        "new ErrnoFailure(Errno.EBUSY,",
                        "new ErrnoFailure(failure.errno(),",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "a clone that is nobody's child is not removed",
                        "RemoveRequest",
                        "detach",
                        "parent -> Unwinding.passOver(\n Errno.ENOENT, () -> ChildrenDirectory.remove(\n image.io(), parent, image.header().id()))",
                        "parent -> ChildrenDirectory.remove(image.io(), parent, image.header().id())",
                        "FailedRequests.REMOVE_A_CLONE"),
                new WrongRule(
                        "an image on its way to the trash stays half way",
                        "ImageRemoval",
                        "moveToTrash",
                        "TrashDirectory.setState(io, id, TrashDirectory.State.NORMAL);\n            throw failure;",
                        "throw failure;",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "a removal that fails on its way to the trash goes back",
                        "ImageRemoval",
                        "moveToTrash",
                        "TrashDirectory.setState(io, id, TrashDirectory.State.NORMAL);\n            throw failure;",
                        "Unwinding.passOver(() -> restore(id));\nthrow failure;",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "an image that the directory has lost is not removed",
                        "ImageRemoval",
                        "moveToTrash",
                        "Unwinding.passOver(Errno.ENOENT, () -> ImageDirectory.remove(io, location.name()));",
                        "ImageDirectory.remove(io, location.name());",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "an image that turns out to be in use stays in the trash",
                        "ImageRemoval",
                        "removeFromTrash",
                        "failure.errno() == Errno.EBUSY || failure.errno() == Errno.ENOTEMPTY",
                        "failure.errno() == Errno.ENOTEMPTY",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "whatever ends a removal brings the image back",
                        "ImageRemoval",
                        "removeFromTrash",
                        "if (failure.errno() == Errno.EBUSY || failure.errno() == Errno.ENOTEMPTY) {",
                        "if (true) {",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "an image that came back stays in the trash",
                        "ImageRemoval",
                        "restore",
                        "TrashDirectory.remove(io, id);",
                        "",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "an image that came back is not listed",
                        "ImageRemoval",
                        "restore",
                        "ImageDirectory.add(io, location.name(), id);",
                        "",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "a removal that was not finished cannot be",
                        "ImageRemoval",
                        "run",
                        "listed.or(() -> TrashDirectory.idOf(io, location.name()))",
                        "listed",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "what is left of a creation keeps its name",
                        "RemoveRequest",
                        "run",
                        "ImageId.remove(io, location.name());",
                        "",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "an image opens at a snapshot whose map cannot be read",
                        "OpenRequest",
                        "open",
                        "image.objectMap().requireLoads(selected);",
                        "",
                        "FailedRequests.OPEN_READ_ONLY_AT_A_SNAPSHOT"),
                new WrongRule(
                        "an image without a header cannot be removed",
                        "OpenRequest",
                        "openToRemove",
                        "if (failure.errno() == Errno.ENOENT) {\n                return Optional.empty();\n            }",
                        "",
                        "FailedRequests.REMOVE"),
                new WrongRule(
                        "an image whose header cannot be read is removed as if it had none",
                        "OpenRequest",
                        "openToRemove",
                        "if (failure.errno() == Errno.ENOENT) {",
                        "if (true) {",
                        "FailedRequests.REMOVE"));
    }
}
