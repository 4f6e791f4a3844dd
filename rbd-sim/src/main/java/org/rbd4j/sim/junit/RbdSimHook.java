package org.rbd4j.sim.junit;

import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.CannotResolveParameterException;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.ParameterResolutionContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.ResolveParameterHook;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;
import org.rbd4j.sim.SimCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@link RbdSimProperty} does, and what {@code @AddLifecycleHook(RbdSimHook.class)} does without its attributes. It has no
 * state of its own: a try's cluster lies in the property's store, for jqwik runs a property's tries one after another.
 */
@SuppressWarnings("exports")
public final class RbdSimHook implements ResolveParameterHook, AroundTryHook {
    private static final Logger LOG = LoggerFactory.getLogger(RbdSimHook.class);

    /** Outside of methods with BeforeTry and AfterTry, which jqwik calls at -10. */
    private static final int OUTSIDE_OF_TRY_METHODS = -20;

    /** What is one property's: the cluster of the try in progress, where the next one comes from, and which leaks were reported already. */
    private static final class Tries {
        private Optional<TestBed> bed = Optional.empty();
        private Optional<Supplier<SimCluster>> clusters = Optional.empty();
        private final Set<String> reported = new HashSet<>();
    }

    /** Is called by jqwik. */
    public RbdSimHook() {}

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public Optional<ParameterSupplier> resolve(ParameterResolutionContext wanted, LifecycleContext context) {
        Parameter parameter = wanted.parameter();
        return TestBed.gives(parameter) ? Optional.of(aTry -> give(wanted, aTry)) : Optional.empty();
    }

    private static Object give(ParameterResolutionContext wanted, Optional<TryLifecycleContext> inTry) {
        TryLifecycleContext aTry = inTry.orElseThrow(() -> new CannotResolveParameterException(
                wanted,
                "each try has its own simulated cluster, for the property and for methods with @BeforeTry and @AfterTry;"
                        + " what tries have in common is prepared by a @SimFixture"));
        Tries tries = tries();
        TestBed bed = tries.bed.orElseGet(() -> newBed(tries, aTry));
        tries.bed = Optional.of(bed);
        return bed.give(wanted.parameter());
    }

    private static TestBed newBed(Tries tries, TryLifecycleContext aTry) {
        Supplier<SimCluster> clusters = tries.clusters.orElseGet(() -> clustersFor(aTry));
        tries.clusters = Optional.of(clusters);
        return new TestBed(clusters.get());
    }

    /** Forks of what the fixture left; without one, new clusters. */
    private static Supplier<SimCluster> clustersFor(TryLifecycleContext aTry) {
        ClusterPlan plan = planOf(aTry);
        return Fixture.of(aTry.containerClass())
                .map(fixture -> fixture.prepare(plan))
                .<Supplier<SimCluster>>map(prepared -> prepared::fork)
                .orElse(plan::build);
    }

    @Override
    public int aroundTryProximity() {
        return OUTSIDE_OF_TRY_METHODS;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        TryExecutionResult result = aTry.execute(parameters);
        Tries tries = tries();
        Optional<TestBed> used = tries.bed;
        tries.bed = Optional.empty();
        return used.map(bed -> judge(result, bed, tries, context)).orElse(result);
    }

    private static TryExecutionResult judge(
            TryExecutionResult result, TestBed bed, Tries tries, TryLifecycleContext context) {
        Optional<Throwable> failure = failureOf(result);
        failure.ifPresent(thrown -> ClusterTrace.addTo(thrown, bed.cluster()));
        Optional<LeakedHandles> leaked = bed.close();
        if (leaked.isPresent() && planOf(context).failOnLeak()) {
            if (result.isSatisfied()) {
                return TryExecutionResult.falsified(leaked.get());
            }
            failure.ifPresent(thrown -> thrown.addSuppressed(leaked.get()));
        } else {
            leaked.ifPresent(found -> report(String.valueOf(found.getMessage()), tries, context));
        }
        return failure.map(thrown -> TryExecutionResult.falsified(thrown).withFootnotes(result.footnotes()))
                .orElse(result);
    }

    /** A property that answers false throws nothing, and needs something to carry the trace. */
    private static Optional<Throwable> failureOf(TryExecutionResult result) {
        return result.isFalsified()
                ? result.throwable().or(() -> Optional.of(new AssertionError("the property answered false")))
                : Optional.empty();
    }

    /** A thousand tries that leak at the same line are worth one report. */
    private static void report(String leaked, Tries tries, TryLifecycleContext context) {
        if (tries.reported.add(leaked)) {
            LOG.warn("{}: {}", context.label(), leaked);
            context.reporter().publishValue("leaked handles", leaked);
        }
    }

    private static Tries tries() {
        return Store.getOrCreate(RbdSimHook.class, Lifespan.PROPERTY, Tries::new)
                .get();
    }

    private static ClusterPlan planOf(TryLifecycleContext aTry) {
        return aTry.findAnnotation(RbdSimProperty.class)
                .or(() -> aTry.findAnnotationsInContainer(RbdSimProperty.class).stream()
                        .findFirst())
                .map(ClusterPlan::of)
                .orElse(ClusterPlan.DEFAULT);
    }
}
