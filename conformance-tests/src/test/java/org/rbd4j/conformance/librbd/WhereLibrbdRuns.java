package org.rbd4j.conformance.librbd;

import java.util.Optional;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The condition of {@link OnLibrbd}, once for each of the two engines.
 *
 * <p>With {@code -Drbd4j.librbd=required} nothing is skipped: what cannot run then fails.
 */
final class WhereLibrbdRuns implements ExecutionCondition, SkipExecutionHook {
    private static final boolean REQUIRED = "required".equals(System.getProperty("rbd4j.librbd"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return reasonToSkip()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("librbd runs, or is required to"));
    }

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return reasonToSkip().map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    private static Optional<String> reasonToSkip() {
        return REQUIRED ? Optional.empty() : RealCluster.whyNot();
    }
}
