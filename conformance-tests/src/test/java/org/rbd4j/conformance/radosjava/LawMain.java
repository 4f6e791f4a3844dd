package org.rbd4j.conformance.radosjava;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs one law and writes its verdict into a file; the main class of a {@link Child}. */
final class LawMain implements TestExecutionListener {
    private int cases;
    private Verdict verdict = Verdict.PASSED;

    private LawMain() {}

    /**
     * Runs the law.
     *
     * @param arguments the law's id, and the file for the verdict
     */
    public static void main(String[] arguments) throws IOException {
        LawMain law = new LawMain();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectUniqueId(arguments[0]))
                .configurationParameter("jqwik.shrinking.default", "OFF")
                .configurationParameter("jqwik.database", "")
                .build();
        LauncherFactory.create().execute(request, law);
        if (law.cases == 0 && law.verdict.equals(Verdict.PASSED)) {
            throw new IllegalStateException("no such law: " + arguments[0]);
        }
        Files.writeString(Path.of(arguments[1]), law.verdict.toString());
        // Not by returning: the binding may have left a thread behind, and its finalizers are none of the law's
        // business.
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        cases += finished.isTest() ? 1 : 0;
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL && verdict.equals(Verdict.PASSED)) {
            verdict = result.getThrowable()
                    .map(Verdict::of)
                    .orElseGet(() -> new Verdict(Verdict.Outcome.FAILED, result.toString()));
        }
    }
}
