package org.rbd4j.conformance.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailedRequestsTest {
    private final List<FailedRequest> table = FailedRequests.librbd();

    @Test
    void everyRowIsOfAScenario() {
        Set<String> scenarios = Scenarios.all().stream().map(Scenario::name).collect(Collectors.toSet());
        List<String> unknown = table.stream()
                .map(FailedRequest::scenario)
                .filter(name -> !scenarios.contains(name))
                .toList();
        assertEquals(List.of(), unknown);
    }

    @Test
    void aRequestFailsOnceInEachWay() {
        Set<List<String>> seen = new HashSet<>();
        for (FailedRequest row : table) {
            for (String failure : row.failures()) {
                assertTrue(seen.add(List.of(row.scenario(), row.request(), failure)), row + " " + failure);
            }
        }
    }

    @Test
    void onlyWhatIsBlocklistedIsNoErrno() {
        Set<String> failures =
                table.stream().flatMap(row -> row.failures().stream()).collect(Collectors.toSet());
        assertTrue(failures.remove(FailedRequest.BLOCKLISTED));
        assertEquals(FailedRequest.errnos().keySet(), failures);
    }

    @Test
    void aRowIsReadAsItWasWritten() {
        FailedRequest row = table.get(0);
        assertEquals(List.of(row), FailedRequests.parse(Stream.of("# a remark", FailedRequests.format(row))));
        assertThrows(IllegalArgumentException.class, () -> FailedRequests.parse(Stream.of("one\ttwo")));
    }
}
