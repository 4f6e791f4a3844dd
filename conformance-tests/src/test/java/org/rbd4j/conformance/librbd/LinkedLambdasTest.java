package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rbd4j.conformance.LinkedLambdas;

@OnLibrbd
class LinkedLambdasTest {
    @TempDir
    Path folder;

    @Test
    void theFirstConnectionLinksAllLambdas() throws Exception {
        assertEquals(
                List.of(),
                new LinkedLambdas("org.rbd4j.librbd.LibrbdProvider", "org/rbd4j/librbd/")
                        .missingAfterConnecting("ceph:" + RealCluster.get().conf(), folder, type -> true));
    }
}
