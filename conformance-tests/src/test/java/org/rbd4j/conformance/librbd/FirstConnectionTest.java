package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rbd4j.conformance.ChildJvm;

/** The first connection of a process loads Ceph's libraries, of which an initialiser takes half a MiB of stack. */
@OnLibrbd
class FirstConnectionTest {
    @TempDir
    Path folder;

    @Test
    void takesNoMoreStackThanAnyCall() throws IOException, InterruptedException {
        String uri = "ceph:" + RealCluster.get().conf().toAbsolutePath();
        ChildJvm.Ending ending = ChildJvm.likeThis(Duration.ofMinutes(1)).run(folder, LittleStack.class, uri);
        assertEquals(0, ending.status(), Files.readString(ending.output()));
    }
}
