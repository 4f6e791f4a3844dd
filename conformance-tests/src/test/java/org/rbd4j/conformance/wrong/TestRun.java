package org.rbd4j.conformance.wrong;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of tests that a wrong simulator is held to, by itself: nothing of it shows in the run that this one is a part of. */
final class TestRun implements TestExecutionListener {
    /** Held here, for a logger that nobody holds forgets its level; it tells of every engine that it remembers nothing. */
    private static final Logger JQWIK = Logger.getLogger("net.jqwik");

    static {
        JQWIK.setLevel(Level.WARNING);
    }

    private final String name;
    private int finished;
    private Optional<Throwable> failure = Optional.empty();

    TestRun(String name) {
        this.name = name;
    }

    /** Runs what is selected, once in this run's life, and returns the first failure. */
    Optional<Throwable> failureOf(DiscoverySelector selector) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selector)
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
        launcher.execute(request, this);
        if (finished == 0) {
            throw new AssertionError(name + " was not run");
        }
        return failure;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        finished += test.isTest() ? 1 : 0;
        if (failure.isEmpty() && result.getStatus() == TestExecutionResult.Status.FAILED) {
            failure = result.getThrowable();
        }
    }
}
