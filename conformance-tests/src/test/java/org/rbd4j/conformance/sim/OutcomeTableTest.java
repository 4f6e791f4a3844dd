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
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Program;
import org.rbd4j.conformance.lockstep.Programs;

/** The table of what operations ended in knows every way to end, and no program gives its reasons the lie. */
class OutcomeTableTest {
    private static final Path EXCEPTIONS = Path.of("..", "rbd-api", "src", "main", "java", "org", "rbd4j");
    private static final int PROGRAMS = 40;

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

    /** It has a handle to an image whose advisory lock is held by a client that lives. */
    @Test
    void noLivingClientIsBlocklisted() {
        lockstep.compare(Programs.ofSeed(1_000_037));
        assertEquals(List.of(), lockstep.outcomes().reachedInSpiteOfAReason());
    }

    @Test
    void aCellIsCountedOrSaysWhyNot() {
        lockstep.compare(new Program(1, 1, 4096, true, List.of(new DataOperation.Flush(0))));
        String flush = lockstep.outcomes()
                .toString()
                .lines()
                .filter(line -> line.startsWith("Flush"))
                .findFirst()
                .orElseThrow();
        assertTrue(flush.matches("Flush +1 +\\? .*[a-z].*"), flush);
    }
}
