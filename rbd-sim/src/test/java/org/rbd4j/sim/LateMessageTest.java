package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/** A message for which there was no stack left takes nothing from later ones. */
class LateMessageTest {
    /** Characters of each of Java's tables of them, and one that is shown by its number. */
    private static final String NAME = "\u0416\ud83d\ude00\ud840\udc00\udb40\udd00\udbc0\udc00\u0001";

    /** The program: its calls at the end of the stack are the first whose messages have such a name. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (SimCluster cluster = SimCluster.create();
                    Rados rados = cluster.connect();
                    Pool pool = rados.openPool("rbd")) {
                Thread thread = new Thread(() -> descend(pool));
                thread.start();
                thread.join();
                fail(pool);
            }
        }

        /** Calls from as deep as can be, then from higher and higher up until the call can end. */
        private static void descend(Pool pool) {
            try {
                descend(pool);
            } catch (StackOverflowError tooDeep) {
                fail(pool);
            }
        }

        private static void fail(Pool pool) {
            try {
                pool.openImage(NAME);
            } catch (ImageNotFoundException expected) {
                System.out.println("not found");
            } catch (RbdException | LinkageError wrong) {
                System.out.println(wrong);
            }
        }
    }

    @Test
    void aMessageAtTheEndOfTheStackLeavesLaterOnesWhole() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals("not found\nnot found\n", output.replace(System.lineSeparator(), "\n"));
    }
}
