package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/** A message for which there was no stack left takes nothing from later ones. */
class LateMessageTest {
    /** Of characters of each of Java's tables of them, of one that is shown by its number, and of half of one. */
    private static final List<String> NAMES =
            List.of("\u0416", "\ud83d\ude00", "\ud840\udc00", "\udb40\udd00", "\udbc0\udc00", "\u0001", "\ud800");

    /** The program: its calls at the end of the stack are the first with such names. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (SimCluster cluster = SimCluster.create();
                    Rados rados = cluster.connect();
                    Pool pool = rados.openPool("rbd")) {
                for (String name : NAMES) {
                    Thread thread = new Thread(() -> descend(pool, name));
                    thread.start();
                    thread.join();
                    fail(pool, name);
                }
            }
        }

        /** Calls from as deep as can be, then from higher and higher up until the call can end. */
        private static void descend(Pool pool, String name) {
            try {
                descend(pool, name);
            } catch (StackOverflowError tooDeep) {
                fail(pool, name);
            }
        }

        private static void fail(Pool pool, String name) {
            try {
                pool.openImage(name);
                System.out.println("opened");
            } catch (ImageNotFoundException | InvalidArgumentException expected) {
                System.out.println("refused");
            } catch (RbdException | LinkageError wrong) {
                System.out.println(wrong);
            }
        }
    }

    @Test
    void aMessageAtTheEndOfTheStackLeavesLaterOnesWhole() throws Exception {
        assertEquals("refused\n".repeat(2 * NAMES.size()), ChildProgram.output(Program.class));
    }
}
