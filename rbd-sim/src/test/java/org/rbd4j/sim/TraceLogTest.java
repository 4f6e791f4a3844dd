package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** A program that asks nothing of the trace sees it in its log as soon as one logger is at debug. */
class TraceLogTest {
    /** The program. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try (SimCluster cluster = SimCluster.create();
                    Rados rados = cluster.connect();
                    Pool pool = rados.openPool("rbd")) {
                pool.listImages();
            }
        }
    }

    @Test
    void theLogShowsEachCallAtDebug() throws Exception {
        assertEquals("""
                DEBUG org.rbd4j.sim.trace - client.4100: openPool 'rbd' -> ok
                DEBUG org.rbd4j.sim.trace - client.4100: listImages 'rbd' -> ok
                  rbd/rbd_directory: read directory -> ENOENT
                  rbd/rbd_trash: read trash -> ENOENT
                DEBUG org.rbd4j.sim.trace - client.4100: close 'rbd' -> ok
                DEBUG org.rbd4j.sim.trace - client.4100: close -> ok
                """, logAt("debug"));
    }

    @Test
    void theLogIsSilentAboveDebug() throws Exception {
        assertEquals("", logAt("info"));
    }

    private static String logAt(String level) throws Exception {
        return ChildProgram.output(
                Program.class,
                "-Dorg.slf4j.simpleLogger.showThreadName=false",
                "-Dorg.slf4j.simpleLogger.log.org.rbd4j.sim.trace=" + level);
    }
}
