package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rbd4j.Errno;
import org.rbd4j.RbdException;

/**
 * Lets every request of every operation fail, and holds what is left to the table in {@code failed-requests.md}. That was read
 * beside what librbd was seen to do and to leave when one of its requests failed, which stands in the files beside it:
 * {@code requests-of-librbd.txt}, {@code failed-requests-of-librbd.txt}, {@code owner-of-librbd.txt}. What was found in a run
 * of all operations stands in {@code target/failed-requests.md}.
 */
class FailedRequestTest {
    private static final Path FOUND = Path.of(System.getProperty("basedir", "."), "target", "failed-requests.md");
    private static final String EXPECTED = "failed-requests.md";
    private static final List<Integer> ERRNOS =
            List.of(Errno.EIO, Errno.ENOENT, Errno.EBUSY, Errno.ETIMEDOUT, Errno.ESHUTDOWN);

    private static final String ALL = ERRNOS.stream().map(Errno::name).collect(Collectors.joining(" "));

    /** A section of the table by operation, of those that were tried. */
    private static final Map<ScriptedOperation, String> TABLE = new TreeMap<>();

    /** A run of some operations, such as one that a wrong simulator is held to, leaves the table of the last whole run. */
    @AfterAll
    static void writeTheWholeTable() throws IOException {
        if (TABLE.size() == ScriptedOperation.values().length) {
            Files.createDirectories(FOUND.getParent());
            Files.writeString(FOUND, String.join("\n", TABLE.values()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftIsWhatLibrbdLeaves(ScriptedOperation operation) throws IOException {
        String found = sectionOf(operation);
        TABLE.put(operation, found);
        assertIterableEquals(expected(operation).lines().toList(), found.lines().toList());
    }

    private static String expected(ScriptedOperation operation) throws IOException {
        try (InputStream table = FailedRequestTest.class.getResourceAsStream(EXPECTED)) {
            String all = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            String head = headOf(operation);
            int begin = all.indexOf(head);
            assertTrue(begin >= 0, () -> "the table has no section of " + operation);
            int end = all.indexOf("\n## ", begin);
            return end < 0
                    ? all.substring(begin)
                    : all.substring(begin, end + 1).stripTrailing() + "\n";
        }
    }

    private static String headOf(ScriptedOperation operation) {
        return "## " + operation.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "\n";
    }

    private static String sectionOf(ScriptedOperation operation) {
        StringBuilder section = new StringBuilder(headOf(operation));
        Trial whole = new Trial(operation);
        whole.run(Integer.MAX_VALUE, 0);
        assertEquals("ok", whole.result, () -> "nothing was to fail in " + operation);
        for (int number = 0; number < whole.requests.size(); number++) {
            section.append(number + 1 + ". " + whole.requests.get(number) + "\n");
            outcomes(operation, whole, number)
                    .forEach((outcome, errnos) -> section.append("   - " + errnos + ": " + outcome + "\n"));
        }
        return section.toString();
    }

    /** What comes of the failure of one request, and the errnos of which it comes. */
    private static Map<String, String> outcomes(ScriptedOperation operation, Trial whole, int number) {
        Map<String, String> errnosByOutcome = new LinkedHashMap<>();
        for (int errno : ERRNOS) {
            Trial trial = new Trial(operation);
            trial.run(number, errno);
            assertEquals(
                    whole.requests.subList(0, number + 1),
                    trial.requests.subList(0, number + 1),
                    "the same until then");
            String result = trial.result.equals(Errno.name(errno)) ? "fails with it" : trial.result;
            errnosByOutcome.merge(
                    result + ", " + trial.leftBeside(whole), Errno.name(errno), (some, one) -> some + " " + one);
        }
        errnosByOutcome.replaceAll((outcome, errnos) -> errnos.equals(ALL) ? "all" : errnos);
        return errnosByOutcome;
    }

    /** One run of an operation on a new cluster, with or without a request that fails. */
    private static final class Trial {
        private final ScriptedOperation operation;
        private List<String> requests = List.of();
        private String result = "";
        private Aftermath before;
        private Aftermath after;

        Trial(ScriptedOperation operation) {
            this.operation = operation;
        }

        void run(int failing, int errno) {
            FailingRequests[] layer = new FailingRequests[1];
            try (SimCluster cluster = SimCluster.builder()
                            .layer(next -> layer[0] = new FailingRequests(next))
                            .build();
                    Scenery scenery = new Scenery(cluster)) {
                operation.prepare(scenery);
                before = Aftermath.of(cluster, Scenery.NAMES);
                layer[0].fail(failing, errno);
                try {
                    operation.run(scenery);
                    result = "ok";
                } catch (RbdException failure) {
                    result = Errno.name(failure.errno());
                }
                requests = layer[0].seen();
                layer[0].stop();
                after = Aftermath.of(cluster, Scenery.NAMES);
                scenery.requireUsable();
            }
        }

        String leftBeside(Trial whole) {
            List<String> fromBefore = after.differencesFrom(before);
            List<String> fromDone = after.differencesFrom(whole.after);
            if (fromBefore.isEmpty()) {
                return "as it was";
            } else if (fromDone.isEmpty()) {
                return "done";
            }
            return fromBefore.size() <= fromDone.size()
                    ? "as it was but " + String.join("; ", fromBefore)
                    : "done but " + String.join("; ", fromDone);
        }
    }
}
