package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rbd4j.conformance.failures.FailedRequest;
import org.rbd4j.conformance.failures.FailedRequests;
import org.rbd4j.conformance.failures.Scenario;
import org.rbd4j.conformance.failures.Scenarios;

/**
 * Each request that librbd and the simulator both send in a call fails here as it failed on a real cluster: the call answers what
 * librbd answered, and leaves what librbd left. Where it does not is said in {@code not-as-librbd.tsv}, with the reason, and which
 * requests the simulator does not send in {@code not-sent.txt}.
 */
class SimFailedRequestsTest {
    /** Clones of this format are not simulated. */
    private static final String UNKNOWN_FORMAT = ", format 2";

    private final Map<String, List<FailedRequest>> table =
            FailedRequests.librbd().stream().collect(Collectors.groupingBy(FailedRequest::scenario));

    private final Map<Failure, FailedRequest> differences = FailedRequests.parse(resource("not-as-librbd.tsv")).stream()
            .flatMap(row -> Failure.of(row).map(failure -> Map.entry(failure, row)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /** One request that fails in one way. */
    private record Failure(String scenario, String request, String how) {
        static Stream<Failure> of(FailedRequest row) {
            return row.failures().stream().map(how -> new Failure(row.scenario(), row.request(), how));
        }
    }

    private static Stream<Scenario> scenarios() {
        return Scenarios.all().stream().filter(scenario -> !scenario.name().endsWith(UNKNOWN_FORMAT));
    }

    private static Stream<String> resource(String name) {
        var stream = SimFailedRequestsTest.class.getResourceAsStream(name);
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines();
    }

    @TestFactory
    Stream<DynamicTest> whatFailsAnswersAndLeavesWhatItDoesInLibrbd() {
        return scenarios().map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> compare(scenario)));
    }

    private void compare(Scenario scenario) {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        List<String> requests = requestsOf(scenario);
        ScenarioRun unhurt = ScenarioRun.of(scenario, requests);
        for (FailedRequest row : table.get(scenario.name())) {
            if (unhurt.requests().contains(row.request())) {
                Failure.of(row).forEach(failure -> {
                    FailedRequest answered = differences.getOrDefault(failure, row);
                    expected.add(line(failure, answered.answer(), answered.left()));
                    ScenarioRun run = ScenarioRun.of(scenario, requests, row, failure.how());
                    String answer = run.answer().equals(failure.how()) ? FailedRequest.ITSELF : run.answer();
                    found.add(line(failure, answer, run.after().comparedWith(run.before(), unhurt.after())));
                });
            }
        }
        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    private static String line(Failure failure, String answer, String left) {
        return failure.request() + " fails with " + failure.how() + ": " + answer + ": " + left;
    }

    private List<String> requestsOf(Scenario scenario) {
        return table.get(scenario.name()).stream()
                .map(FailedRequest::request)
                .distinct()
                .toList();
    }

    @Test
    void everyDifferenceIsOne() {
        List<Failure> same = table.values().stream()
                .flatMap(List::stream)
                .flatMap(row -> Failure.of(row)
                        .filter(differences::containsKey)
                        .filter(failure -> isSame(row, differences.get(failure))))
                .toList();
        assertEquals(List.of(), same);
        Set<Failure> known = table.values().stream()
                .flatMap(List::stream)
                .flatMap(Failure::of)
                .collect(Collectors.toSet());
        assertEquals(
                List.of(),
                differences.keySet().stream()
                        .filter(failure -> !known.contains(failure))
                        .toList());
    }

    private static boolean isSame(FailedRequest row, FailedRequest difference) {
        return row.answer().equals(difference.answer()) && row.left().equals(difference.left());
    }

    @Test
    void whatIsNotSentIsSaid() {
        Set<String> unsent = new TreeSet<>();
        scenarios().forEach(scenario -> {
            List<String> requests = requestsOf(scenario);
            Set<String> sent = ScenarioRun.of(scenario, requests).requests();
            requests.stream()
                    .filter(request -> !sent.contains(request))
                    .map(SimFailedRequestsTest::kind)
                    .forEach(unsent::add);
        });
        Set<String> said = resource("not-sent.txt")
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", said), String.join("\n", unsent));
    }

    /** Without the image's number, and how often it was sent before. */
    private static String kind(String request) {
        return request.replaceFirst("^(rbd_header|rbd_object_map|journal)\\.\\d+", "$1")
                .replaceFirst(" #\\d+$", "");
    }
}
