package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of RADOS: objects that are changed in place, watches, ids. */
final class WrongObjects {
    private WrongObjects() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "a watch ends all watches of its object",
                        "Watches",
                        "end",
                        "entry -> entry.watch() == watch",
                        "entry -> true",
                        "Snapshots.theSelectedSnapshotMayBeRemoved"),
                new WrongRule(
                        "a blocklisted client's watches go on",
                        "Watches",
                        "dropOf",
                        "watches.removeIf(entry -> entry.client() == client)",
                        "watches.removeIf(entry -> false)",
                        "ManagedLock.theLockOfAnOwnerThatIsGoneIsTaken"),
                new WrongRule(
                        "a notification reaches the newest watch alone",
                        "Watches",
                        "tell",
                        "for (Entry entry : of(object)) {",
                        "for (Entry entry : of(object).stream().skip(Math.max(0, of(object).size() - 1)).toList()) {",
                        "ImageInfo.anOpenHandleSeesWhatAnotherClientDid"),
                new WrongRule(
                        "two images have one id",
                        "RadosCluster",
                        "nextImageId",
                        "Long.toHexString(++lastImageId)",
                        "Long.toHexString(lastImageId++ / 2)",
                        "AdvisoryLocks.locksExclude"),
                new WrongRule(
                        "each pool's first image has the same id",
                        "RadosCluster",
                        "nextImageId",
                        "Long.toHexString(++lastImageId)",
                        "\"1\"",
                        "AdvisoryLocks.locksExclude"),
                new WrongRule(
                        "a blocklisted client leaves the cluster",
                        "RadosCluster",
                        "blocklist",
                        "client.blocklist();",
                        "disconnect(client);",
                        "BreakLock.breakingALockBlocklistsItsHolder"),
                new WrongRule(
                        "a table of pages that is copied owns what the old one owned",
                        "PageTable",
                        "of",
                        "if (owner == holder) {",
                        "if (true) {",
                        "Snapshots.aSnapshotNeverChanges"),
                new WrongRule(
                        "a clone of an object leaves the head its token",
                        "ObjectBytes",
                        "cloneRevision",
                        "token = new Object();",
                        "",
                        "Snapshots.aSnapshotNeverChanges"),
                new WrongRule(
                        "the first run is owned by each that has it",
                        "PageTable",
                        "isOwned",
                        "isInFirstRun(page) ? isFirstRunOwned :",
                        "isInFirstRun(page) ? true :",
                        "Snapshots.whatWasWrittenAtOnceIsKeptWhereAPartOfItIsOverwritten"),
                new WrongRule(
                        "what is taken from a part of an array is taken from its beginning",
                        "BufferRange",
                        "get",
                        "buffer.arrayOffset() + from + at",
                        "from + at",
                        "ImageIo.buffersOfEveryKind"),
                new WrongRule(
                        "what is put into a part of an array is put at its beginning",
                        "BufferRange",
                        "put",
                        "buffer.arrayOffset() + from + at",
                        "from + at",
                        "ImageIo.buffersOfEveryKind"),
                new WrongRule(
                        "all pages of a run are its first",
                        "PageTable",
                        "offset",
                        "(page - firsts[page]) * PAGE_SIZE",
                        "0",
                        "ImageIo.whatIsReadIsWhatWasWritten"),
                new WrongRule(
                        "a page that was dropped is still owned",
                        "PageTable",
                        "drop",
                        "owned.clear(from, end);",
                        "",
                        "ImageIo.aDiscardIsAlignedInsideEachObject"),
                new WrongRule(
                        "pages that are left of a run are put where they were in it",
                        "PageTable",
                        "breakUp",
                        "page -> put(page, copyOf(page))",
                        "page -> put(page, new byte[PAGE_SIZE])",
                        "ImageIo.aDiscardIsAlignedInsideEachObject"),
                new WrongRule(
                        "a number beyond the root's branches is looked for among them",
                        "ObjectTable",
                        "get",
                        "if (number >>> rootShift >= FAN) {",
                        "if (false) {",
                        "AsyncIo.aDiscardMayBeOfAnyLength"),
                new WrongRule(
                        "a range that begins in what is shared takes that away from there on",
                        "SharedRanges",
                        "remove",
                        "int endsInside = next & 1;",
                        "int endsInside = 0; next += next & 1;",
                        "Diff.aDiffTellsOfWhatWasWrittenSinceAndOfNothingElse"),
                new WrongRule(
                        "who reads beside a write in place reads it by halves",
                        "RadosObject",
                        "read",
                        "isIdle(before) && before == turns ? count : readAlone(revision, offset, destination));",
                        "count);",
                        "Concurrency.nobodyReadsHalfOfALargeObject"),
                new WrongRule(
                        "a clone of an object is the head itself",
                        "RadosObject",
                        "cloneHead",
                        "revisions.put(context.seq(), present.cloneRevision());",
                        "revisions.put(context.seq(), present);",
                        "Clones.aCloneIsItsParentUntilItIsWritten"),
                new WrongRule(
                        "an operation does what it can of its steps",
                        "RadosObject",
                        "operate",
                        "change.isPossible(steps) ?",
                        "(change.isPossible(steps) || steps instanceof ObjectOperation.InOrder) ?",
                        "Clones.aCloneIsItsParentUntilItIsWritten"),
                new WrongRule(
                        "a head is kept for no snapshot",
                        "ObjectChange",
                        "touch",
                        "present != null && object.mustClone(context)",
                        "false",
                        "Clones.aCloneIsItsParentUntilItIsWritten"),
                new WrongRule(
                        "a rollback makes the clone the head",
                        "ObjectChange",
                        "rollback",
                        "object.replaceHead(revision.cloneRevision());",
                        "object.replaceHead(revision);",
                        "Snapshots.aRollbackMakesHeadTheSnapshot"),
                new WrongRule(
                        "a removed object leaves nothing",
                        "ObjectChange",
                        "leavesWhiteout",
                        "return object.hasClones() || object.mustClone(context);",
                        "return false;",
                        "Clones.aCloneIsItsParentUntilItIsWritten"),
                new WrongRule(
                        "an object whose head is gone forgets its clones",
                        "RadosObject",
                        "isGone",
                        "head == null && !whiteout",
                        "head == null",
                        "Clones.aCloneIsItsParentUntilItIsWritten"),
                new WrongRule(
                        "a copy-up under way sees the image's snapshots",
                        "CopyUp",
                        "runFor",
                        "new DataRequest.Operate(prefix, objectNumber, SnapContext.EMPTY, copyUp)",
                        "new DataRequest.Operate(prefix, objectNumber, context, copyUp)",
                        "Clones.aCloneOfACloneReadsThroughBoth"));
    }
}
