package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of the object map that the owner of the managed lock keeps in memory. */
final class WrongMapsInMemory {
    private WrongMapsInMemory() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "an owner's memory of the object map stays as it was",
                        "ObjectMap",
                        "exec",
                        "if (snapId == RadosPool.HEAD && isKept()) {",
                        "if (false) {",
                        "FailedRequests.DISCARD"),
                new WrongRule(
                        "every change of a map is a change of HEAD's in memory",
                        "ObjectMap",
                        "exec",
                        "if (snapId == RadosPool.HEAD && isKept()) {",
                        "if (isKept()) {",
                        "FailedRequests.WRITE_WITH_COPY_UP"),
                new WrongRule(
                        "a new owner has the object map of the last time",
                        "ObjectMap",
                        "open",
                        "head = null;\n        if (isKept()) {",
                        "if (isKept() && head == null) {",
                        "FailedRequests.SNAPSHOT_ROLLBACK"),
                new WrongRule(
                        "a map that cannot be read is valid",
                        "ObjectMap",
                        "loadOrRepair",
                        "invalidate(snapId);",
                        "",
                        "FailedRequests.OPEN_READ_ONLY_AT_A_SNAPSHOT"),
                new WrongRule(
                        "an object that was never there is about to be removed",
                        "ObjectMap",
                        "noteBefore",
                        "state != ObjectState.PENDING || before != ObjectState.NONEXISTENT",
                        "true",
                        "FailedRequests.SHRINK_A_CLONE"),
                new WrongRule(
                        "a map that cannot be changed ends the operation",
                        "ObjectMap",
                        "orInvalidate",
                        "invalidate(snapId);",
                        "throw failure;",
                        "FailedRequests.FIRST_WRITE"),
                new WrongRule(
                        "a map that could not be changed is valid",
                        "ObjectMap",
                        "orInvalidate",
                        "invalidate(snapId);",
                        "",
                        "FailedRequests.FIRST_WRITE"),
                new WrongRule(
                        "a map that could not be changed is valid for fast-diff",
                        "ObjectMap",
                        "invalidate",
                        "image.has(Feature.FAST_DIFF)",
                        "false",
                        "FailedRequests.OPEN_READ_ONLY_AT_A_SNAPSHOT"),
                new WrongRule(
                        "a removed object is not noted as gone",
                        "ObjectMap",
                        "noteRemoved",
                        "stateAtHead(number) == ObjectState.PENDING",
                        "false",
                        "FailedRequests.DISCARD"),
                new WrongRule(
                        "an object map keeps its size",
                        "ObjectMap",
                        "resize",
                        "if (isKept()) {",
                        "if (false) {",
                        "FailedRequests.GROW"),
                new WrongRule(
                        "a rebuilt map is in memory alone",
                        "ObjectMap",
                        "save",
                        "exec(image.snapId(), new ObjectMapMethod.Save(states));",
                        "",
                        "FailedRequests.REBUILD_OBJECT_MAP"),
                new WrongRule(
                        "a snapshot's map that could not be read opens as one",
                        "ObjectMap",
                        "requireLoads",
                        "loadUnlessItFails(snapshot.id()).isEmpty()",
                        "load(snapshot.id()).isEmpty()",
                        "FailedRequests.OPEN_READ_ONLY_AT_A_SNAPSHOT"));
    }
}
