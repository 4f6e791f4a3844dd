package org.rbd4j.conformance.wrong;

import java.util.List;
import java.util.stream.Stream;

/** All wrong rules, by capability. */
final class WrongRules {
    private WrongRules() {}

    static List<WrongRule> all() {
        return Stream.of(
                        WrongLocks.rules(),
                        WrongClones.rules(),
                        WrongImageIo.rules(),
                        WrongAsyncIo.rules(),
                        WrongChannels.rules(),
                        WrongSnapshots.rules(),
                        WrongDiffs.rules(),
                        WrongObjectMaps.rules(),
                        WrongFeatures.rules(),
                        WrongRefusals.rules(),
                        WrongImages.rules(),
                        WrongPools.rules(),
                        WrongConnections.rules(),
                        WrongOptions.rules(),
                        WrongConcurrency.rules(),
                        WrongUnwindings.rules(),
                        WrongRemovals.rules(),
                        WrongSteps.rules(),
                        WrongOwners.rules(),
                        WrongMapsInMemory.rules(),
                        WrongObjects.rules())
                .flatMap(List::stream)
                .toList();
    }
}
