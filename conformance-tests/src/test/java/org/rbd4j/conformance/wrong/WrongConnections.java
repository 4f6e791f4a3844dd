package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of connections and their options, of pools, and of what is closed. */
final class WrongConnections {
    private WrongConnections() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "an image of a deleted pool reads zeroes",
                        "RadosPool",
                        "read",
                        "        requireData();\n        RadosObject found",
                        "        RadosObject found",
                        "Connection.anImageOfADeletedPoolHasNoData"),
                new WrongRule(
                        "the data of a deleted pool is not found, as its images are",
                        "RadosPool",
                        "requireData",
                        "requireNotDeleted(Errno.EPERM);",
                        "requireNotDeleted(Errno.ENOENT);",
                        "Connection.anImageOfADeletedPoolHasNoData"),
                new WrongRule(
                        "a rebuild of a deleted pool's object map fails as other calls for data do",
                        "Maintenance",
                        "rebuildObjectMap",
                        "image.io().requirePool();",
                        "",
                        "Connection.noObjectMapOfADeletedPoolIsRebuilt"),
                new WrongRule(
                        "to remove a clone, its parent is opened",
                        "OpenRequest",
                        "openToRemove",
                        "open(location, id, false, false);\nimage.beginWatch();\nreturn Optional.of(image);\n"
                                + "} catch (ErrnoFailure failure) { if (failure.errno() == Errno.ENOENT) {",
                        "open(location, id, false, true);\nimage.beginWatch();\nreturn Optional.of(image);\n"
                                + "} catch (ErrnoFailure failure) { if (false) {",
                        "Connection.aCloneWhoseParentsPoolWasDeletedIsOnlyGoodForBeingRemoved"),
                new WrongRule(
                        "a deleted pool keeps its name",
                        "ImageInfo",
                        "selectedSnapshotOf",
                        ".orElse(\"\")",
                        ".orElse(parent.io().poolName())",
                        "Connection.aCloneWhoseParentsPoolWasDeletedIsOnlyGoodForBeingRemoved"),
                new WrongRule(
                        "a closed image goes on",
                        "SimHandle",
                        "requireOpen",
                        "if (closed) {",
                        "if (false) {",
                        "Closing.everyCallOnAClosedImageIsRefused",
                        "ChannelHandle.aChannelIsOpenOnAClosedImageAndSaysWhatIsClosed"),
                new WrongRule(
                        "a closed pool goes on",
                        "SimPool",
                        "requireOpen",
                        "if (closed) {",
                        "if (false) {",
                        "Closing.everyCallOnAClosedPoolIsRefused"),
                new WrongRule(
                        "a closed connection goes on",
                        "SimRados",
                        "whileOpen",
                        "if (closed) {",
                        "if (false) {",
                        "Closing.everyCallOnAClosedConnectionIsRefused",
                        "Closing.whatDependsOnARequestMayCloseItsConnection"),
                new WrongRule(
                        "an interrupt ends a call",
                        "Calls",
                        "under",
                        "held.lock();",
                        "if (Thread.interrupted()) { throw new IllegalStateException(\"interrupted\"); }\nheld.lock();",
                        "Closing.anInterruptEndsNoCallAndIsKept"),
                new WrongRule(
                        "a closed connection leaves its images open",
                        "SimRados",
                        "close",
                        "new ArrayList<>(pools).forEach(",
                        "new ArrayList<SimPool>().forEach(",
                        "Closing.closingAConnectionClosesItsImages"),
                new WrongRule(
                        "a closed handle closes the others of its pool",
                        "SimHandle",
                        "closeHandle",
                        "pool.forget(this);",
                        "pool.close();",
                        "Closing.handlesOfOneImageAreClosedOneByOne"),
                new WrongRule(
                        "a closed image does not say that it is closed",
                        "SimHandle",
                        "requireOpen",
                        "\": image is closed\"",
                        "\": image is gone\"",
                        "Closing.anImageIsClosedWhileOtherThreadsUseIt",
                        "Closing.aConnectionIsClosedWhileOtherThreadsReadItsImages"),
                new WrongRule(
                        "a closed image is a wrong argument",
                        "SimHandle",
                        "requireOpen",
                        "new HandleClosedException(",
                        "new org.rbd4j.InvalidArgumentException(",
                        "Closing.everyCallOnAClosedImageIsRefused"),
                new WrongRule(
                        "it is a librbd of another age",
                        "LibrbdProfile",
                        WrongRule.OUTSIDE_METHODS,
                        "new LibrbdVersion(1, 16, 0)",
                        "new LibrbdVersion(2, 16, 0)",
                        "Connection.theVersionIsLibrbds"),
                new WrongRule(
                        "each client tells another cluster's id",
                        "ClusterIdentity",
                        "fsid",
                        "fsid.toString()",
                        "UUID.randomUUID().toString()",
                        "Connection.allClientsOfAClusterTellItsId"),
                new WrongRule(
                        "pools are listed newest first",
                        "RadosCluster",
                        "pools",
                        "return new ArrayList<>(pools.values());",
                        "List<RadosPool> all = new ArrayList<>(pools.values()); java.util.Collections.reverse(all); return all;",
                        "Connection.poolsAreListedInTheOrderOfTheirCreation"),
                new WrongRule(
                        "the newest pool is not listed yet",
                        "SimRados",
                        "listPools",
                        "() -> storage().pools().stream()",
                        "() -> storage().pools().stream().limit(storage().pools().size() - 1)",
                        "Connection.aNewPoolIsThereForEveryClientAtOnce"),
                new WrongRule(
                        "a pool's name has no slash",
                        "SimRados",
                        "createPool",
                        "Arguments.requireNamed(call, name);",
                        "Arguments.requireNamed(call, name.replaceAll(\".*/.*\", \"\"));",
                        "Connection.anyNameThatIsNotEmptyNamesAPool"),
                new WrongRule(
                        "a pool's taken name is busy and does not exist",
                        "SimRados",
                        "createPool",
                        "Errno.EEXIST",
                        "Errno.EBUSY",
                        "Connection.aPoolsNameIsTaken"),
                new WrongRule(
                        "a pool may have the empty name",
                        "SimRados",
                        "createPool",
                        "Arguments.requireNamed(call, name);",
                        "Arguments.requireCString(call, name);",
                        "Connection.anEmptyNameAndANulAreRefusedForANewPool"),
                new WrongRule(
                        "a name may hold a NUL",
                        "Arguments",
                        "requireCString",
                        "if (text.indexOf('\\0') >= 0) {",
                        "if (text.length() < 0) {",
                        "AdvisoryLocks.aTextWithANulIsRefused",
                        "Clones.namesThatAreRefused",
                        "Connection.aNulIsRefusedWhereverAPoolIsNamed",
                        "Pool.aNulIsRefused",
                        "Snapshots.aNulIsRefused"),
                new WrongRule(
                        "null is refused as a name that librbd refuses",
                        "Arguments",
                        "requireCString",
                        "if (text.indexOf('\\0') >= 0) {",
                        "if (text == null || text.indexOf('\\0') >= 0) {\nif (text == null) { throw new InvalidArgumentException(call); }",
                        "Pool.nullIsNoName",
                        "Snapshots.nullIsNoName"),
                new WrongRule(
                        "a pool named null is refused as a name that librbd refuses",
                        "SimRados",
                        "createPool",
                        "String call = Subject.pool(name).call(\"createPool\");",
                        "if (name == null) { throw new org.rbd4j.InvalidArgumentException(\"null\"); }"
                                + "String call = Subject.pool(name).call(\"createPool\");",
                        "Connection.noPoolIsNamedNull"),
                new WrongRule(
                        "a pool that is not there can be deleted",
                        "SimRados",
                        "deletePool",
                        "if (!storage().deletePool(name)) {",
                        "if (!storage().deletePool(name) && false) {",
                        "Connection.aPoolThatIsNotThere"),
                new WrongRule(
                        "a deleted pool stays, empty",
                        "RadosCluster",
                        "deletePool",
                        "pools.remove(name)",
                        "pools.get(name)",
                        "Connection.aDeletedPoolIsGoneForTheClientThatDeletedIt"),
                new WrongRule(
                        "a deleted pool lists its images to who has it open",
                        "RadosPool",
                        "delete",
                        "metadata.clear();",
                        "",
                        "Connection.aPoolIsDeletedWithImagesThatAreOpen"));
    }
}
