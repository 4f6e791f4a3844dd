package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of calls that are refused: when they are, and what they leave. */
final class WrongRefusals {
    private WrongRefusals() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "nothing has changed in no bytes, whatever the earlier snapshot",
                        "DiffIterate",
                        "isOfNothing",
                        "if (from > image.snapId()) {",
                        "if (from > image.snapId() && range.length() > 0) {",
                        "DiffRange.theEarlierSnapshotIsThereAndEarlier"),
                new WrongRule(
                        "the removal of a protected snapshot is refused before the managed lock is taken",
                        "SnapshotOperations",
                        "remove",
                        "image.access().requireWritable();",
                        "image.access().requireWritable();\n        if (snapshot.isProtected()) {\n            throw new org.rbd4j.sim.rados.ErrnoFailure(org.rbd4j.Errno.EBUSY, name);\n        }",
                        "ManagedLock.whatEachCallDoesToTheLock"),
                new WrongRule(
                        "an object map is made for any number of objects",
                        "ObjectMapMethod.Resize",
                        "applyTo",
                        "Maintenance.requireMappable(objectCount);",
                        "",
                        "Features.anObjectMapThatWouldBeTooLargeIsRefusedWhenTheHeaderHasIt"),
                new WrongRule(
                        "an object map that would be too large is refused before the header has it",
                        "EnableFeaturesRequest",
                        "run",
                        "FeatureUpdate.requireConsistent(after);",
                        "Maintenance.requireMappable(Striper.objectCount(image.layout(), image.header().head().size()));",
                        "Features.anObjectMapThatWouldBeTooLargeIsRefusedWhenTheHeaderHasIt"),
                new WrongRule(
                        "a handle that has not heard of an object map switches it off for those that have",
                        "DisableFeaturesRequest",
                        "run",
                        "asked.and(image.header().features())",
                        "asked",
                        "Features.anObjectMapThatWouldBeTooLargeIsRefusedWhenTheHeaderHasIt"),
                new WrongRule(
                        "a handle that the owner refused something keeps to the header it knows",
                        "ExclusiveLock",
                        "ask",
                        "image.markStale();",
                        "",
                        "ManagedLock.whoIsRefusedByTheOwnerSeesTheOwnersLock"),
                new WrongRule(
                        "who switches the managed lock off gives it up before the header's lock is read",
                        "ImageContext",
                        "refresh",
                        "replaceState(header, lock, state.selection);",
                        "replaceState(header, headerObject.readLock(), state.selection);",
                        "ManagedLock.whoSwitchesTheFeatureOffSawItsOwnLock"),
                new WrongRule(
                        "no journal is made while a snapshot is selected",
                        "FeatureUpdate",
                        "makeJournal",
                        "if (image.isHeadSelected()) {",
                        "image.access().requireWritableHead();\n        if (image.isHeadSelected()) {",
                        "Features.aJournalCanBeMadeWhileASnapshotIsSelected"));
    }
}
