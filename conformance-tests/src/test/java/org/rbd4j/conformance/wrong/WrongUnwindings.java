package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of what is undone where a later step fails: of creations, clones and renamings, and of many requests at a time. */
final class WrongUnwindings {
    private WrongUnwindings() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "a creation that fails leaves its name in the directory",
                        "CreateRequest",
                        "create",
                        "unwinding.onFailure(() -> ImageDirectory.remove(io, name));",
                        "",
                        "FailedRequests.CREATE"),
                new WrongRule(
                        "a creation that fails leaves its id object",
                        "CreateRequest",
                        "create",
                        "unwinding.onFailure(() -> ImageId.remove(io, name));",
                        "",
                        "FailedRequests.CREATE"),
                new WrongRule(
                        "a creation that fails leaves its header",
                        "CreateRequest",
                        "create",
                        "unwinding.onFailure(() -> io.send(new MetadataRequest.Remove(ImageHeader.nameOf(id))));",
                        "",
                        "FailedRequests.CREATE"),
                new WrongRule(
                        "the first step is undone first",
                        "Unwinding",
                        "onFailure",
                        "undoings.push(undoing);",
                        "undoings.add(undoing);",
                        "FailedRequests.CLONE"),
                new WrongRule(
                        "an undoing that fails is the last",
                        "Unwinding",
                        "run",
                        "undoings.forEach(Unwinding::passOver);",
                        "undoings.forEach(Runnable::run);",
                        "FailedRequests.CLONE"),
                new WrongRule(
                        "a failure that was undone is forgotten",
                        "Unwinding",
                        "run",
                        "throw failure;",
                        "",
                        "FailedRequests.CREATE"),
                new WrongRule(
                        "only the last step is undone",
                        "Unwinding",
                        "run",
                        "undoings.forEach(Unwinding::passOver);",
                        "if (!undoings.isEmpty()) { passOver(undoings.peek()); }",
                        "FailedRequests.CREATE"),
                new WrongRule(
                        "an image is created before its name is in the directory",
                        "CreateRequest",
                        "create",
                        "ImageDirectory.add(io, name, id);\nunwinding.onFailure(() -> ImageDirectory.remove(io, name));\nImageId.create(io, name, id);\nunwinding.onFailure(() -> ImageId.remove(io, name));",
                        "ImageId.create(io, name, id);\nunwinding.onFailure(() -> ImageId.remove(io, name));\nImageDirectory.add(io, name, id);\nunwinding.onFailure(() -> ImageDirectory.remove(io, name));",
                        "FailedRequests.CREATE"),
                new WrongRule(
                        "a clone that could not be attached stays",
                        "CloneRequest",
                        "run",
                        "unwinding.onFailure(() -> new RemoveRequest(child, id).run(Progress.NONE));",
                        "",
                        "FailedRequests.CLONE"),
                new WrongRule(
                        "a clone that could not be attached stays open",
                        "CloneRequest",
                        "run",
                        "unwinding.onFailure(image::close);",
                        "",
                        "FailedRequests.CLONE"),
                new WrongRule(
                        "a clone may be left with a parent that is no longer protected",
                        "CloneRequest",
                        "attach",
                        "!isStillProtected()",
                        "false",
                        "FailedRequests.CLONE"),
                new WrongRule(
                        "a parent of which nothing can be found out is protected",
                        "CloneRequest",
                        "isStillProtected",
                        "return false;",
                        "return true;",
                        "FailedRequests.CLONE"),
                new WrongRule(
                        "a renaming ends where the old id object stays",
                        "RenameRequest",
                        "run",
                        "Unwinding.passOver(() -> ImageId.remove(io, from));",
                        "ImageId.remove(io, from);",
                        "FailedRequests.RENAME"),
                new WrongRule(
                        "a renaming that fails takes the new id object back",
                        "RenameRequest",
                        "run",
                        "ImageDirectory.rename(io, from, to);",
                        "Unwinding unwinding = new Unwinding();\nunwinding.onFailure(() -> ImageId.remove(io, to));\nunwinding.run(() -> ImageDirectory.rename(io, from, to));",
                        "FailedRequests.RENAME"),
                new WrongRule(
                        "a renaming takes the old name first",
                        "RenameRequest",
                        "run",
                        "ImageId.create(io, to, id);\n        ImageDirectory.rename(io, from, to);",
                        "ImageDirectory.rename(io, from, to);\nImageId.create(io, to, id);",
                        "FailedRequests.RENAME"),
                new WrongRule(
                        "after a failure nothing that was begun goes on",
                        "InFlight",
                        "run",
                        "if (first != null && ++begunSince >= atOnce) {",
                        "if (first != null) {",
                        "FailedRequests.SHRINK_A_CLONE"),
                new WrongRule(
                        "a failure among many is forgotten",
                        "InFlight",
                        "run",
                        "throw first;",
                        "",
                        "FailedRequests.SHRINK"));
    }
}
