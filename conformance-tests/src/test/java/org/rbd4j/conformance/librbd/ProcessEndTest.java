package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rbd4j.conformance.ChildJvm;

/** What a process that ends leaves open does not end it otherwise. */
@OnLibrbd
class ProcessEndTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int ABORTED = 134;

    @TempDir
    Path folder;

    @Test
    void anOpenConnectionKeepsCephsExitHandlersFromRunning() throws IOException, InterruptedException {
        assertEquals(UnclosedConnection.STATUS, statusOf(false));
    }

    @Test
    void whoHasClosedItsConnectionEndsAsEver() throws IOException, InterruptedException {
        assertEquals(ABORTED, statusOf(true));
    }

    private int statusOf(boolean isClosed) throws IOException, InterruptedException {
        return ChildJvm.likeThis(LIMIT)
                .run(
                        folder,
                        UnclosedConnection.class,
                        "ceph:" + RealCluster.get().conf().toAbsolutePath(),
                        String.valueOf(isClosed))
                .status();
    }
}
