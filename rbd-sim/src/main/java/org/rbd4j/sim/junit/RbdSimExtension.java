package org.rbd4j.sim.junit;

import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.rbd4j.sim.SimCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@link RbdSimTest} does. It has no state of its own: a test's cluster lies in the test's context, where no other test looks. */
@SuppressWarnings("exports")
public final class RbdSimExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Logger LOG = LoggerFactory.getLogger(RbdSimExtension.class);
    private static final Namespace NAMESPACE = Namespace.create(RbdSimExtension.class);

    /** Is called by JUnit. */
    public RbdSimExtension() {}

    @Override
    public void beforeEach(ExtensionContext test) {
        ClusterPlan plan = planOf(test);
        Optional<Fixture> fixture = Fixture.of(test.getRequiredTestClass());
        TestBed bed = new TestBed(
                fixture.map(found -> prepared(found, plan, test).fork()).orElseGet(plan::build));
        store(test).put(TestBed.class, bed);
    }

    /** The cluster that the class's tests fork, prepared by the first of them and closed with the class. */
    private static SimCluster prepared(Fixture fixture, ClusterPlan plan, ExtensionContext test) {
        return store(contextOf(fixture, test))
                .getOrComputeIfAbsent(List.of(fixture, plan), unprepared -> fixture.prepare(plan), SimCluster.class);
    }

    /** The context of the class that has the fixture, which may be around the test's own; of the test's own where it is not. */
    private static ExtensionContext contextOf(Fixture fixture, ExtensionContext test) {
        return Stream.iterate(
                        Optional.of(test), Optional::isPresent, context -> context.flatMap(ExtensionContext::getParent))
                .flatMap(Optional::stream)
                .filter(context -> context.getTestMethod().isEmpty())
                .filter(context -> context.getTestClass().equals(Optional.of(fixture.testClass())))
                .findFirst()
                .orElseGet(() -> test.getParent().orElseThrow());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        TestBed bed = store(test).remove(TestBed.class, TestBed.class);
        if (bed == null) {
            return;
        }
        Optional<Throwable> failure = test.getExecutionException();
        failure.ifPresent(thrown -> ClusterTrace.addTo(thrown, bed.cluster()));
        bed.close().ifPresent(leaked -> report(leaked, failure, test));
    }

    private static void report(LeakedHandles leaked, Optional<Throwable> failure, ExtensionContext test) {
        if (!planOf(test).failOnLeak()) {
            LOG.warn("{}: {}", test.getDisplayName(), leaked.getMessage());
            test.publishReportEntry("leaked handles", String.valueOf(leaked.getMessage()));
        } else if (failure.isPresent()) {
            failure.get().addSuppressed(leaked);
        } else {
            throw leaked;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return TestBed.gives(parameter.getParameter());
    }

    @Override
    public Object resolveParameter(ParameterContext context, ExtensionContext test) {
        Parameter parameter = context.getParameter();
        TestBed bed = test.getTestMethod().isEmpty() ? null : store(test).get(TestBed.class, TestBed.class);
        if (bed == null) {
            throw new ParameterResolutionException(
                    "there is no simulated cluster for " + parameter + " of " + context.getDeclaringExecutable()
                            + ": each test has its own, for its method and for those with @BeforeEach and @AfterEach;"
                            + " what tests have in common is prepared by a @SimFixture");
        }
        return bed.give(parameter);
    }

    private static ClusterPlan planOf(ExtensionContext test) {
        return AnnotationSupport.findAnnotation(test.getElement(), RbdSimTest.class)
                .or(() -> AnnotationSupport.findAnnotation(
                        test.getRequiredTestClass(), RbdSimTest.class, test.getEnclosingTestClasses()))
                .map(ClusterPlan::of)
                .orElse(ClusterPlan.DEFAULT);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
