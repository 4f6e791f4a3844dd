package org.rbd4j.conformance.wrong;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.rbd4j.conformance.Contracts;

/**
 * One law: a test method of a contract.
 *
 * @param contract the class of laws
 * @param method the method
 */
record Law(Class<?> contract, Method method) {
    /** Held here, for a logger that nobody holds forgets its level; it tells of every engine that it remembers nothing. */
    private static final Logger JQWIK = Logger.getLogger("net.jqwik");

    static {
        JQWIK.setLevel(Level.WARNING);
    }

    /** All laws, in the order of their names. */
    static List<Law> all() {
        return Contracts.all().stream()
                .flatMap(Law::of)
                .sorted(Comparator.comparing(Law::name))
                .toList();
    }

    private static Stream<Law> of(Class<?> contract) {
        return Arrays.stream(contract.getDeclaredMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(method -> new Law(contract, method));
    }

    static Law named(String name) {
        return all().stream()
                .filter(law -> law.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no law " + name));
    }

    /** The contract's capability and the method, as {@code Clones.aSnapshotWithClonesStays}. */
    String name() {
        return Contracts.capabilityOf(contract) + "." + method.getName();
    }

    /** Holds a simulator to this law, and returns how it broke it. */
    Optional<Throwable> brokenBy(WrongSimulator simulator) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(simulator.testOf(contract), method))
                // What fails here is meant to: neither remembered for the next run nor made smaller.
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.shrinking.default", "OFF")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .build();
        // The listeners on the class path are those of the run that this one is a part of.
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
        Outcome outcome = new Outcome();
        launcher.execute(request, outcome);
        if (outcome.finished == 0) {
            throw new AssertionError("law " + name() + " was not run");
        }
        return outcome.failure;
    }

    /** What came of the tests of one law. */
    private static final class Outcome implements TestExecutionListener {
        private int finished;
        private Optional<Throwable> failure = Optional.empty();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            finished += test.isTest() ? 1 : 0;
            if (failure.isEmpty() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                failure = result.getThrowable();
            }
        }
    }
}
