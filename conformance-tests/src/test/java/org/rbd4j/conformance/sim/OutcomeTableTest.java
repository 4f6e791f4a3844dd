package org.rbd4j.conformance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rbd4j.conformance.lockstep.DataOperation;
import org.rbd4j.conformance.lockstep.DirectoryOperation;
import org.rbd4j.conformance.lockstep.LockOperation;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Program;
import org.rbd4j.conformance.lockstep.Programs;

/** The table of what operations ended in knows every way to end, and no program gives its reasons the lie. */
class OutcomeTableTest {
    private static final Path EXCEPTIONS = Path.of("..", "rbd-api", "src", "main", "java", "org", "rbd4j");
    private static final int PROGRAMS = 40;

    /** A reference that picks among all handles. */
    private static final int ANY = 60;

    private final Lockstep lockstep = new Lockstep(new SimTarget(), new SimTarget());

    @Test
    void everyExceptionOfTheInterfaceIsInTheTable() throws IOException {
        String table = lockstep.outcomes().toString();
        try (Stream<Path> sources = Files.list(EXCEPTIONS)) {
            List<String> exceptions = sources.map(source -> source.getFileName().toString())
                    .filter(name -> name.endsWith("Exception.java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
            assertEquals(
                    List.of(),
                    exceptions.stream()
                            .filter(name -> !table.contains(name.replace("Exception", "")))
                            .toList());
        }
    }

    @Test
    void nothingIsReachedInSpiteOfAReason() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            lockstep.compare(Programs.ofSeed(seed));
        }
        assertEquals(List.of(), lockstep.outcomes().reachedInSpiteOfAReason());
    }

    /** Not even by a step that takes any handle. */
    @Test
    void noLivingClientIsBlocklisted() {
        lockstep.compare(new Program(
                1,
                1,
                4096,
                true,
                List.of(
                        new DirectoryOperation.CreateImage(0, 0, 0, 0, 1, 0, 0, 0),
                        new DirectoryOperation.OpenImage(0, 0, false, 0),
                        new LockOperation.Lock(0, 0, 0),
                        new LockOperation.BreakLock(ANY, 0),
                        new DataOperation.Write(0, 0, 0, 1, 1, false))));
        assertEquals(List.of(), lockstep.outcomes().reachedInSpiteOfAReason());
        assertTrue(row("BreakLock").matches("BreakLock +1 .*"), row("BreakLock"));
        assertTrue(row("Write").matches("Write +\\? +1 .*"), row("Write"));
    }

    @Test
    void aCellIsCountedOrSaysWhyNot() {
        lockstep.compare(new Program(1, 1, 4096, true, List.of(new DataOperation.Flush(0))));
        String flush = row("Flush");
        assertTrue(flush.matches("Flush +1 +\\? .*[a-z].*"), flush);
    }

    private String row(String kind) {
        return lockstep.outcomes()
                .toString()
                .lines()
                .filter(line -> line.startsWith(kind + " "))
                .findFirst()
                .orElseThrow();
    }
}
