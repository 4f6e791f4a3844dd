package org.rbd4j.conformance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rbd4j.conformance.LinkedLambdas;

class SimLinkedLambdasTest {
    /** What only a call leads to that failed half way, or that meets what another one changed meanwhile, and what debuggers show. */
    private static final List<String> RARE = List.of(
            "librbd/ImageRemoval.removeFromTrash",
            "librbd/ImageRemoval.removeFromTrash",
            "librbd/ObjectMap.openSelected",
            "librbd/RemoveRequest.run",
            "rados/IntervalSet.toString",
            "rados/SnapContext.without");

    private static final String SIM = "org/rbd4j/sim/";

    @TempDir
    Path folder;

    @Test
    void theFirstConnectionLinksAllLambdasButForTheRarest() throws Exception {
        assertEquals(
                RARE.stream().map(SIM::concat).toList(),
                new LinkedLambdas("org.rbd4j.sim.SimCluster", SIM)
                        .missingAfterConnecting("sim:first", folder, SimLinkedLambdasTest::isOfCalls));
    }

    private static boolean isOfCalls(String type) {
        return !type.startsWith(SIM + "junit/") && !type.startsWith(SIM + "tour/");
    }
}
