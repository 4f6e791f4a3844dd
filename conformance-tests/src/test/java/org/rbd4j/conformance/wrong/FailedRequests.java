package org.rbd4j.conformance.wrong;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/**
 * One operation of the unit test of rbd-sim that lets every request of an operation fail once: what is left, and what the caller is
 * told, stands in a table.
 *
 * @param operation its constant in that test, as {@code CREATE}
 */
record FailedRequests(String operation) implements Catcher {
    private static final String PREFIX = "FailedRequests.";
    private static final String TEST = "org.rbd4j.sim.FailedRequestTest";
    private static final String OPERATIONS = "org.rbd4j.sim.ScriptedOperation";
    private static final String METHOD = "whatIsLeftIsWhatLibrbdLeaves";

    /** Such a catcher by its name; empty if the name is a law's. */
    static Optional<FailedRequests> named(String name) {
        return name.startsWith(PREFIX)
                ? Optional.of(new FailedRequests(name.substring(PREFIX.length())))
                : Optional.empty();
    }

    @Override
    public String name() {
        return PREFIX + operation;
    }

    @Override
    public Optional<Throwable> brokenBy(WrongSimulator simulator) {
        return new TestRun(name()).failureOf(operationIn(simulator));
    }

    private DiscoverySelector operationIn(WrongSimulator simulator) {
        Class<?> test = simulator.load(TEST);
        Method table = Arrays.stream(test.getDeclaredMethods())
                .filter(method -> method.getName().equals(METHOD))
                .findFirst()
                .orElseThrow(() -> new AssertionError(TEST + " has no method " + METHOD));
        return DiscoverySelectors.selectIteration(DiscoverySelectors.selectMethod(test, table), placeIn(simulator));
    }

    private int placeIn(WrongSimulator simulator) {
        Object[] operations = simulator.load(OPERATIONS).getEnumConstants();
        for (int i = 0; i < operations.length; i++) {
            if (operations[i].toString().equals(operation)) {
                return i;
            }
        }
        throw new AssertionError(OPERATIONS + " has no constant " + operation);
    }
}
