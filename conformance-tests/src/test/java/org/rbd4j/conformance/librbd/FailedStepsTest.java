package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.rbd4j.Errno;
import org.rbd4j.Rados;
import org.rbd4j.conformance.failures.FailedRequest;
import org.rbd4j.conformance.failures.FailedRequests;
import org.rbd4j.conformance.failures.PoolFacts;
import org.rbd4j.conformance.failures.Scenario;
import org.rbd4j.conformance.failures.Scenarios;

/**
 * The table of failing requests is asked again where credentials can make a request fail, on a cluster that asks for them: a client
 * that may do anything but call one method of RBD's object class answers and leaves what the table says of EPERM.
 */
@OnLibrbd
@TestInstance(Lifecycle.PER_CLASS)
class FailedStepsTest {
    private static final String EPERM = Errno.name(Errno.EPERM);
    private static final int FEWEST_ROWS = 40;
    private static final Pattern KEY = Pattern.compile("key = (\\S+)");

    private final List<FailedRequest> table = FailedRequests.librbd();
    private final Set<String> methods = BarredMethod.methods(table);
    private final Map<String, PoolFacts> done = new HashMap<>();
    private RealCluster cluster;
    private ScenarioPool pool;

    @BeforeAll
    void start() {
        cluster = RealCluster.another("--cephx");
        pool = new ScenarioPool(cluster);
    }

    @AfterAll
    void stop() {
        pool.close();
        cluster.takeDown();
    }

    @TestFactory
    Stream<DynamicTest> librbdAnswersAndLeavesWhatTheTableSays() {
        return Scenarios.all().stream()
                .flatMap(scenario -> rowsToAsk(scenario).entrySet().stream()
                        .map(row -> DynamicTest.dynamicTest(
                                row.getKey().toString(), () -> ask(scenario, row.getKey(), row.getValue()))));
    }

    @Test
    void manyRowsCanBeAsked() {
        long rows = Scenarios.all().stream()
                .mapToLong(scenario -> rowsToAsk(scenario).size())
                .sum();
        assertTrue(rows >= FEWEST_ROWS, rows + " rows");
    }

    @Test
    void theMonitorGivesNoSnapshotId() {
        assertRefusedByTheMonitor("snapshot create", "as before");
    }

    @Test
    void theMonitorTakesNoSnapshotIdBack() {
        assertRefusedByTheMonitor(
                "snapshot remove without object map",
                "done; +image [layering,operations]; +image@(removed); -image [layering]");
    }

    /** It is asked by {@code pool_op}, which is no request to the OSD: the table has none of it. */
    private void assertRefusedByTheMonitor(String name, String left) {
        Scenario scenario = Scenarios.all().stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow();
        ScenarioPool.Run run = pool.run(
                scenario,
                () -> connect(scenario, "without-snapshot-ids", "allow r", BarredMethod.capabilitiesByObject()));
        assertEquals(
                EPERM + ": " + left, run.answer() + ": " + run.after().comparedWith(run.before(), unhurt(scenario)));
    }

    private Map<FailedRequest, BarredMethod> rowsToAsk(Scenario scenario) {
        Set<String> ofOpening = requests(name -> name.startsWith("open"));
        Set<String> ofTheCall = requests(scenario.name()::equals);
        Map<FailedRequest, BarredMethod> rows = new LinkedHashMap<>();
        table.stream()
                .filter(row ->
                        row.scenario().equals(scenario.name()) && row.failures().contains(EPERM))
                .forEach(row -> BarredMethod.of(row, ofTheCall, ofOpening).ifPresent(barred -> rows.put(row, barred)));
        return rows;
    }

    private Set<String> requests(Predicate<String> scenario) {
        return table.stream()
                .filter(row -> scenario.test(row.scenario()))
                .map(FailedRequest::request)
                .collect(Collectors.toSet());
    }

    private void ask(Scenario scenario, FailedRequest row, BarredMethod barred) {
        ScenarioPool.Run run = pool.run(
                scenario, () -> connect(scenario, barred.clientId(), "profile rbd", barred.capabilities(methods)));
        assertEquals(
                row.answer() + ": " + row.left(),
                run.answerTo(EPERM) + ": " + run.after().comparedWith(run.before(), unhurt(scenario)));
    }

    private PoolFacts unhurt(Scenario scenario) {
        return done.computeIfAbsent(
                scenario.name(),
                name -> pool.run(scenario, () -> cluster.connect(scenario.options()))
                        .after());
    }

    private Rados connect(Scenario scenario, String id, String ofMonitor, String ofOsd) {
        String answer = pool.rados()
                .command("{\"prefix\":\"auth get-or-create\",\"entity\":\"client." + id + "\",\"caps\":[\"mon\",\""
                        + ofMonitor + "\",\"osd\",\"" + ofOsd + "\"]}");
        Matcher key = KEY.matcher(answer);
        assertTrue(key.find(), answer);
        Map<String, String> options = new HashMap<>(scenario.options());
        options.put("key", key.group(1));
        options.put("rbd4j_deadline", Integer.toString(ScenarioPool.DEADLINE));
        return Rados.connect("ceph:" + cluster.conf() + "?id=" + id, options);
    }
}
