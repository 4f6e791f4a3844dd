package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of the advisory and the managed lock. */
final class WrongLocks {
    private WrongLocks() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "a write takes the advisory lock's place",
                        "librbd/ExclusiveLock.java",
                        "if (held.isPresent() && !held.get().isManaged()) {",
                        "if (false) {",
                        "AdvisoryLocks.aWriteWaitsForTheAdvisoryLockUntilTheDeadline"),
                new WrongRule(
                        "the advisory lock makes an image busy for who writes",
                        "librbd/ExclusiveLock.java",
                        "Errno.ETIMEDOUT,",
                        "Errno.EBUSY,",
                        "AdvisoryLocks.aWriteWaitsForTheAdvisoryLockUntilTheDeadline"),
                new WrongRule(
                        "a lock that nobody holds is listed",
                        "librbd/LockOperations.java",
                        "return image.lockSeen()",
                        "return image.lockSeen().or(() -> Optional.of(new HeaderLock(\"\", false, List.of())))",
                        "AdvisoryLocks.nobodyHoldsItAtFirst"),
                new WrongRule(
                        "an exclusive lock has its cookie for a tag",
                        "librbd/LockOperations.java",
                        "lock(cookie, \"\", true)",
                        "lock(cookie, cookie, true)",
                        "AdvisoryLocks.anExclusiveHolderIsListed"),
                new WrongRule(
                        "a shared lock keeps others from sharing it",
                        "librbd/LockOperations.java",
                        "if (lock.exclusive() || exclusive ||",
                        "if (true ||",
                        "AdvisoryLocks.manyShareATag"),
                new WrongRule(
                        "a hold that is taken again is busy and does not exist",
                        "librbd/LockOperations.java",
                        "Errno.EEXIST",
                        "Errno.EBUSY",
                        "AdvisoryLocks.theSameHoldAgain"),
                new WrongRule(
                        "a shared lock is shared whatever its tag",
                        "librbd/LockOperations.java",
                        "exclusive || !lock.tag().equals(tag)",
                        "exclusive",
                        "AdvisoryLocks.anotherHoldInTheWay",
                        "AdvisoryLocks.locksExclude"),
                new WrongRule(
                        "a hold that there is not can be given back",
                        "librbd/LockOperations.java",
                        "requireHeld(client, cookie);",
                        "",
                        "AdvisoryLocks.aHoldThatThereIsNot"),
                new WrongRule(
                        "a handle that is closed gives back its client's advisory lock",
                        "librbd/ImageContext.java",
                        "io.unwatch(headerName, watch);",
                        "io.exec(HeaderLock.nameOf(state.header.id()), \"lock.unlock\", held -> Optional.empty()); io.unwatch(headerName, watch);",
                        "AdvisoryLocks.itBelongsToTheClientAndNotToTheHandle",
                        "AdvisoryLocks.itOutlivesItsClient"),
                new WrongRule(
                        "an advisory lock keeps everybody from writing",
                        "librbd/ImageContext.java",
                        "if (readOnly) {",
                        "if (readOnly || (lockSeen().isPresent() && !has(Feature.EXCLUSIVE_LOCK))) {",
                        "AdvisoryLocks.withoutAManagedLockNothingHeedsIt"),
                new WrongRule(
                        "a client whose lock is broken goes on",
                        "librbd/LockOperations.java",
                        "image.io().blocklist(client);",
                        "",
                        "AdvisoryLocks.breakingALockBlocklistsItsHolder"),
                new WrongRule(
                        "a client is blocklisted only if the hold was its own",
                        "librbd/LockOperations.java",
                        "image.io().blocklist(client);",
                        "requireHeld(client, cookie); image.io().blocklist(client);",
                        "AdvisoryLocks.evenBreakingAHoldThatThereIsNotBlocklistsTheClientThatHasAnother"),
                new WrongRule(
                        "what changes the whole image goes on without the managed lock",
                        "librbd/Maintenance.java",
                        "image.exclusiveLock().ownerOrAcquire()",
                        "image.exclusiveLock().owner().orElse(image)",
                        "AdvisoryLocks.whileNobodyHasTheManagedLockTheAdvisoryLockStandsInItsWay"),
                new WrongRule(
                        "the managed lock has another tag",
                        "librbd/HeaderLock.java",
                        "MANAGED_TAG = \"internal\"",
                        "MANAGED_TAG = \"managed\"",
                        "AdvisoryLocks.theManagedLockIsListedToo"),
                new WrongRule(
                        "every handle at HEAD owns the managed lock",
                        "librbd/ImageInfo.java",
                        "image.isHeadSelected() && image.exclusiveLock().isOwner()",
                        "image.isHeadSelected()",
                        "ManagedLock.whatEachCallDoesToTheLock",
                        "ManagedLock.whereThereIsNoSuchFeatureNobodyOwnsAnything"),
                new WrongRule(
                        "all handles of the owner's client own the managed lock",
                        "librbd/ExclusiveLock.java",
                        "owner -> owner == context",
                        "owner -> owner.io().client() == context.io().client()",
                        "ManagedLock.theLockGoesFromHandleToHandleAndIsFreeWhenItsOwnerCloses"),
                new WrongRule(
                        "a read-only handle takes the managed lock to flush",
                        "librbd/ImageIo.java",
                        "!image.isReadOnly() && image.isHeadSelected()",
                        "image.isHeadSelected()",
                        "ManagedLock.aReadOnlyHandleNeverOwnsIt"),
                new WrongRule(
                        "an owner that selects a snapshot keeps the managed lock",
                        "librbd/ImageContext.java",
                        "private void select(SnapshotHeader snapshot) {\n        exclusiveLock.release();",
                        "private void select(SnapshotHeader snapshot) {",
                        "ManagedLock.anOwnerThatSelectsASnapshotGivesItUpAndTakesItAgainWhenItWrites"),
                new WrongRule(
                        "a handle that is closed keeps the managed lock",
                        "librbd/ImageContext.java",
                        "if (io.client().isServed()) {",
                        "if (false) {",
                        "ManagedLock.whatEachCallDoesToTheLock"),
                new WrongRule(
                        "who locked does not read the lock anew",
                        "librbd/LockOperations.java",
                        "image.markStale();",
                        "",
                        3),
                new WrongRule(
                        "holders are listed as they came",
                        "librbd/HeaderLock.java",
                        ".sorted(Comparator.comparing(Holder::client).thenComparing(Holder::cookie))",
                        "",
                        "AdvisoryLocks.aClientsHoldsAreListedByTheirCookies"),
                new WrongRule(
                        "an image with a journal is read without the managed lock",
                        "librbd/ImageContext.java",
                        "return has(Feature.JOURNALING) && isHeadSelected() && !readOnly;",
                        "return false;",
                        "ManagedLock.whatEachCallDoesToTheLockWhereThereIsAJournal"),
                new WrongRule(
                        "what a journal notes of snapshots needs no managed lock",
                        "librbd/SnapshotOperations.java",
                        "if (image.has(Feature.JOURNALING)) {",
                        "if (false) {",
                        "ManagedLock.whatEachCallDoesToTheLockWhereThereIsAJournal"),
                new WrongRule(
                        "a snapshot of an image with a journal is read with the managed lock",
                        "librbd/ImageContext.java",
                        "return has(Feature.JOURNALING) && isHeadSelected() && !readOnly;",
                        "return has(Feature.JOURNALING) && !readOnly;",
                        "ManagedLock.whatEachCallDoesToTheLockWhereThereIsAJournal"),
                new WrongRule(
                        "a copy of an image with a journal needs no managed lock",
                        "librbd/CopyImage.java",
                        "        if (takesLock) {",
                        "        if (false) {",
                        "ManagedLock.whatEachCallDoesToTheLockWhereThereIsAJournal"),
                new WrongRule(
                        "a copy of an empty image with a journal takes the managed lock",
                        "librbd/CopyImage.java",
                        "size > 0 && source.readsUnderLock()",
                        "source.readsUnderLock()",
                        "ManagedLock.anEmptyImageWithAJournalIsCopiedWithoutTheLock"),
                new WrongRule(
                        "an owner gives the managed lock up as soon as it is switched off",
                        "librbd/FeatureUpdate.java",
                        "image.announceHeader(\"rbd.set_features\", header -> header.withFeatures(after));\n        if (switchesMaps) {\n            setFlags(image, false);",
                        "image.changeHeader(\"rbd.set_features\", header -> header.withFeatures(after));\n        if (switchesMaps) {\n            setFlags(image, false);",
                        732),
                new WrongRule(
                        "a header that could not be read makes every later call fail",
                        "librbd/ImageContext.java",
                        "            stale = false;\n            refresh();",
                        "            refresh();\n            stale = false;",
                        "AdvisoryLocks.aRemovedImageFailsOneCallOfAHandleForReading"),
                new WrongRule(
                        "selecting fails where the header cannot be read",
                        "SimImage.java",
                        "context.tryToRefreshIfStale();",
                        "context.refreshIfStale();",
                        "AdvisoryLocks.selectingHeadDoesNotMindThatTheImageWasRemoved"),
                new WrongRule(
                        "a diff by object tries to take the managed lock each time",
                        "librbd/ExclusiveLock.java",
                        "if (!isOwner() && !wasTriedByDiff) {",
                        "if (!isOwner()) {",
                        "ManagedLock.aDiffByObjectTriesToTakeTheLockOnceInAHandlesLife"),
                new WrongRule(
                        "a diff by the managed lock's owner is the one try of its handle to take it",
                        "librbd/ExclusiveLock.java",
                        "if (!isOwner() && !wasTriedByDiff) {",
                        "if (!wasTriedByDiff) {",
                        "ManagedLock.aDiffByTheLocksOwnerIsNoTry"),
                new WrongRule(
                        "a read-only handle reads the header before it is refused a snapshot",
                        "SimSnapshots.java",
                        "image.exclusiveUnlessReadOnly(call",
                        "image.exclusive(call",
                        "AdvisoryLocks.aRefusedSnapshotLeavesTheHeaderToTheNextCall"),
                new WrongRule(
                        "an image's lock outlives the image",
                        "rados/RadosPool.java",
                        "requireExists();\n        metadata.remove(object.object());",
                        "requireExists();\n        metadata.getOrDefault(object.object(), new HashMap<>()).remove(object.content());",
                        "AdvisoryLocks.aRemovedImageTakesItsLockWithIt"));
    }
}
