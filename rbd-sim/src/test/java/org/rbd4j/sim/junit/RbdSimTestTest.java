package org.rbd4j.sim.junit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.HandleClosedException;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.SimCluster;

/** Sample classes are run by an engine of their own; Surefire leaves nested static classes alone. */
class RbdSimTestTest {
    private static EngineExecutionResults run(Class<?> sample) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(sample))
                .execute();
    }

    private static Throwable onlyFailure(Class<?> sample) {
        return onlyFailure(run(sample));
    }

    private static Throwable onlyFailure(EngineExecutionResults results) {
        return results.allEvents().failed().assertStatistics(counts -> counts.failed(1)).stream()
                .findFirst()
                .flatMap(event -> event.getPayload(TestExecutionResult.class))
                .flatMap(TestExecutionResult::getThrowable)
                .orElseThrow();
    }

    private static List<String> reports(EngineExecutionResults results) {
        return results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .map(entry -> entry.getKeyValuePairs().get("leaked handles"))
                .toList();
    }

    @RbdSimTest
    static class Parameters {
        static final Set<SimCluster> CLUSTERS = ConcurrentHashMap.newKeySet();
        static Image last;
        private SimCluster prepared;

        @BeforeEach
        void prepare(SimCluster cluster, Pool pool) {
            prepared = cluster;
            pool.createImage("prepared", 1);
        }

        @Test
        void allAreOfOneCluster(SimCluster cluster, Rados rados, Pool pool, Image image, Image other, Rados again) {
            assertSame(prepared, cluster);
            assertSame(rados, again);
            assertEquals("rbd", pool.name());
            assertEquals(List.of("image-1", "image-2", "prepared"), pool.listImages());
            assertEquals(16L << 20, image.size());
            image.write(0, new byte[1]);
            assertEquals("image-2", other.name());
            last = image;
        }

        @RepeatedTest(3)
        void eachTestHasAClusterOfItsOwn(SimCluster cluster, Pool pool) {
            assertTrue(CLUSTERS.add(cluster));
            assertEquals(List.of("prepared"), pool.listImages());
        }

        @Test
        void anImageIsAsTheParameterSays(
                @TestImage(
                                name = "mine",
                                sizeInBytes = 1 << 20,
                                order = 16,
                                features = {Feature.LAYERING, Feature.STRIPING},
                                stripeUnitInBytes = 4096,
                                stripeCount = 3)
                        Image image) {
            assertEquals("mine", image.name());
            assertEquals(1 << 20, image.size());
            assertEquals(16, image.stat().order());
            assertEquals(Features.of(Feature.LAYERING, Feature.STRIPING), image.features());
            assertEquals(4096, image.stripeUnit());
            assertEquals(3, image.stripeCount());
        }

        @Test
        @RbdSimTest(
                pools = {"ssd", "hdd"},
                options = "rbd_default_features=1",
                trace = 0)
        void aMethodsAnnotationReplacesTheClasss(SimCluster cluster, Rados rados, Pool pool, Image image) {
            assertEquals(List.of("ssd", "hdd"), rados.listPools());
            assertEquals("ssd", pool.name());
            assertEquals(Features.of(Feature.LAYERING), image.features());
            assertEquals(List.of(), cluster.trace());
        }

        @AfterEach
        void theClusterIsStillThere(Pool pool) {
            assertTrue(pool.listImages().contains("prepared"));
        }

        @Nested
        class Inner {
            @Test
            void hasTheOuterClasssCluster(SimCluster cluster) {
                assertSame(prepared, cluster);
            }
        }
    }

    @Test
    void parametersAreInjected() {
        EngineExecutionResults results = run(Parameters.class);
        results.testEvents().assertStatistics(counts -> counts.succeeded(7).failed(0));
        assertEquals(List.of(), reports(results));
        assertThrows(HandleClosedException.class, () -> Parameters.last.size());
    }

    @RbdSimTest
    @Execution(ExecutionMode.CONCURRENT)
    static class Parallel {
        static final Set<SimCluster> CLUSTERS = ConcurrentHashMap.newKeySet();
        static final CyclicBarrier BOTH_RUN = new CyclicBarrier(2);

        @Test
        void one(SimCluster cluster, Pool pool, Image image) throws Exception {
            meet(cluster, pool);
        }

        @Test
        void two(SimCluster cluster, Pool pool, Image image) throws Exception {
            meet(cluster, pool);
        }

        private static void meet(SimCluster cluster, Pool pool) throws Exception {
            BOTH_RUN.await(20, TimeUnit.SECONDS);
            assertTrue(CLUSTERS.add(cluster));
            assertEquals(List.of("image-1"), pool.listImages());
            BOTH_RUN.await(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void parallelTestsShareNothing() {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .selectors(selectClass(Parallel.class))
                .execute()
                .testEvents()
                .assertStatistics(counts -> counts.succeeded(2).failed(0));
    }

    @RbdSimTest
    static class Failing {
        static final AssertionError FAILURE = new AssertionError("no");

        @Test
        void writesAndFails(Image image) {
            image.write(0, new byte[1]);
            throw FAILURE;
        }
    }

    @Test
    void aFailureCarriesTheTrace() {
        Throwable failure = onlyFailure(Failing.class);
        assertSame(Failing.FAILURE, failure);
        assertEquals(1, failure.getSuppressed().length);
        Throwable trace = failure.getSuppressed()[0];
        assertEquals(ClusterTrace.class, trace.getClass());
        assertEquals(0, trace.getStackTrace().length);
        String text = trace.getMessage();
        assertTrue(text.startsWith("the last 6 calls of the simulated cluster, oldest first:\n"), text);
        assertTrue(text.contains("\nclient.4100: write 'rbd/image-1': 1 byte at offset 0 -> ok\n"), text);
    }

    @RbdSimTest
    static class Leaking {
        @Test
        void leavesAPoolAndAnImageOpen(SimCluster cluster, Rados rados, Pool pool, Image image) {
            pool.createImage("mine", 1);
            pool.openImage("mine");
            rados.openPool("rbd");
            cluster.connect().openPool("rbd").openImage("mine").close();
        }

        @Test
        void closesAll(Pool pool, Image image) {
            image.close();
            pool.createImage("mine", 1);
            pool.openImage("mine").close();
        }
    }

    @Test
    void leaksAreReportedWithTheirLines() {
        EngineExecutionResults results = run(Leaking.class);
        results.testEvents().assertStatistics(counts -> counts.succeeded(2).failed(0));
        assertEquals(1, reports(results).size());
        List<String> lines = reports(results).get(0).lines().toList();
        assertEquals(5, lines.size(), lines::toString);
        assertEquals("4 handles were left open:", lines.get(0));
        String where = " opened at .*Leaking\\.leavesAPoolAndAnImageOpen\\(RbdSimTestTest\\.java:\\d+\\)";
        assertTrue(lines.get(1).matches("  image rbd/mine of client\\.\\d+," + where), lines::toString);
        assertTrue(lines.get(2).matches("  pool rbd of client\\.\\d+," + where), lines::toString);
        assertTrue(lines.get(3).matches("  connection of client\\.\\d+," + where), lines::toString);
        assertTrue(lines.get(4).matches("  pool rbd of client\\.\\d+," + where), lines::toString);
    }

    @RbdSimTest(failOnLeak = true, trace = 0)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Strict {}

    @Strict
    static class StrictlyLeaking {
        @Test
        void leaks(SimCluster cluster) {
            cluster.connect();
        }
    }

    @Strict
    static class FailingAndLeaking {
        @Test
        void failsAndLeaks(SimCluster cluster) {
            cluster.connect();
            fail("its own failure");
        }
    }

    @Test
    void leaksFailATestIfAskedTo() {
        Throwable leak = onlyFailure(StrictlyLeaking.class);
        assertEquals(LeakedHandles.class, leak.getClass());
        assertTrue(leak.getMessage().startsWith("a handle was left open:\n  connection of client.4100, opened at "));

        Throwable both = onlyFailure(FailingAndLeaking.class);
        assertEquals("its own failure", both.getMessage());
        assertEquals(LeakedHandles.class, both.getSuppressed()[0].getClass());
    }

    @RbdSimTest(pools = "outer")
    static class Outer {
        @Nested
        @RbdSimTest(pools = "inner")
        class Inner {
            @Test
            void theInnerAnnotationCounts(Pool pool) {
                assertEquals("inner", pool.name());
            }
        }

        @Nested
        class Plain {
            @Test
            void theOuterAnnotationCounts(Pool pool) {
                assertEquals("outer", pool.name());
            }
        }
    }

    @Test
    void theInnermostAnnotationCounts() {
        run(Outer.class)
                .testEvents()
                .assertStatistics(counts -> counts.succeeded(2).failed(0));
    }

    static class OnAMethod {
        @Test
        @RbdSimTest
        void hasACluster(Pool pool) {
            assertEquals(List.of(), pool.listImages());
        }

        @Test
        void hasNone() {}
    }

    static class Inheriting extends WithFixture {
        @Test
        void hasTheSuperclasssAnnotationAndFixture(SimCluster cluster, Pool pool) {
            assertEquals(List.of("golden"), pool.listImages());
            assertTrue(cluster.trace().stream().noneMatch(call -> call.call().startsWith("write ")));
        }
    }

    @Test
    void theAnnotationMayBeAMethodsOrASuperclasss() {
        run(OnAMethod.class)
                .testEvents()
                .assertStatistics(counts -> counts.succeeded(2).failed(0));
        run(Inheriting.class)
                .testEvents()
                .assertStatistics(counts -> counts.succeeded(5).failed(0));
    }

    @RbdSimTest
    static class InBeforeAll {
        @BeforeAll
        static void tooEarly(SimCluster cluster) {}

        @Test
        void isNotReached() {}
    }

    @RbdSimTest
    static class InConstructor {
        InConstructor(Pool pool) {}

        @Test
        void isNotReached() {}
    }

    @Test
    void whereThereIsNoTestThereIsNoCluster() {
        for (Class<?> sample : List.of(InBeforeAll.class, InConstructor.class)) {
            String message = onlyFailure(sample).getMessage();
            assertTrue(message.contains("there is no simulated cluster for "), message);
            assertTrue(message.contains("@SimFixture"), message);
        }
    }

    @RbdSimTest
    static class WithFixture {
        static final Set<SimCluster> CLUSTERS = ConcurrentHashMap.newKeySet();
        static final AtomicInteger RUNS = new AtomicInteger();

        @SimFixture
        static void prepare(@TestImage(name = "golden", sizeInBytes = 8) Image image) {
            RUNS.incrementAndGet();
            image.write(0, new byte[] {1, 2, 3});
        }

        @RepeatedTest(3)
        void eachTestWritesWhatTheFixtureLeft(SimCluster cluster, Pool pool, @TestImage(name = "golden") Image image) {
            assertTrue(CLUSTERS.add(cluster));
            assertEquals(List.of("golden"), pool.listImages());
            assertArrayEquals(new byte[] {1, 2, 3, 0}, image.read(0, 4));
            image.write(0, new byte[] {9});
        }

        @Nested
        class Inner {
            @Test
            void hasTheOuterClasssFixture(Pool pool) {
                assertEquals(List.of("golden"), pool.listImages());
            }
        }
    }

    @Test
    void eachTestBeginsWithWhatTheFixtureLeft() {
        WithFixture.RUNS.set(0);
        EngineExecutionResults results = run(WithFixture.class);
        results.testEvents().assertStatistics(counts -> counts.succeeded(4).failed(0));
        assertEquals(1, WithFixture.RUNS.get(), "the tests have forks of what it left");
        assertEquals(List.of(), reports(results));
    }

    @RbdSimTest(options = "rbd_default_order=12")
    static class FixtureOfTwoPlans {
        static final AtomicInteger RUNS = new AtomicInteger();

        @SimFixture
        static void prepare(@TestImage(name = "golden", sizeInBytes = 8) Image image) {
            RUNS.incrementAndGet();
            image.write(0, new byte[] {1});
        }

        private static void assertOrder(int order, Pool pool, Image golden) {
            assertEquals(order, golden.stat().order(), "the fixture's image");
            pool.createImage("fresh", 8);
            try (Image fresh = pool.openImage("fresh")) {
                assertEquals(order, fresh.stat().order());
            }
        }

        @RepeatedTest(2)
        void hasTheClasssOptions(Pool pool, @TestImage(name = "golden") Image golden) {
            assertOrder(12, pool, golden);
        }

        @RepeatedTest(2)
        @RbdSimTest(options = "rbd_default_order=13")
        void hasItsOwnOptions(Pool pool, @TestImage(name = "golden") Image golden) {
            assertOrder(13, pool, golden);
        }
    }

    @Test
    void aFixtureRunsOnceForEachPlanOfItsTests() {
        FixtureOfTwoPlans.RUNS.set(0);
        run(FixtureOfTwoPlans.class)
                .testEvents()
                .assertStatistics(counts -> counts.succeeded(4).failed(0));
        assertEquals(2, FixtureOfTwoPlans.RUNS.get());
    }

    @RbdSimTest
    static class TwoFixtures {
        @SimFixture
        static void one() {}

        @SimFixture
        static void two() {}

        @Test
        void isNotReached() {}
    }

    @RbdSimTest
    static class InstanceFixture {
        @SimFixture
        void notStatic() {}

        @Test
        void isNotReached() {}
    }

    @RbdSimTest
    static class FailingFixture {
        @SimFixture
        static void fails(Image image) {
            throw new IllegalStateException("the fixture's own");
        }

        @Test
        void isNotReached() {}
    }

    @Test
    void aWrongFixtureIsAClearError() {
        assertTrue(onlyFailure(TwoFixtures.class).getMessage().contains("has more than one @SimFixture"));
        assertTrue(onlyFailure(InstanceFixture.class).getMessage().contains("@SimFixture must be static"));
        Throwable cause = onlyFailure(FailingFixture.class).getCause();
        assertEquals("the fixture's own", cause.getMessage());
        assertEquals(ClusterTrace.class, cause.getSuppressed()[0].getClass());
    }

    @Test
    void withoutAFrameworkAClusterIsClosedAsAnyResource() {
        SimCluster closed;
        try (SimCluster cluster = SimCluster.create()) {
            cluster.connect().openPool("rbd");
            assertEquals(2, cluster.openHandles().size());
            closed = cluster;
        }
        assertEquals(List.of(), closed.openHandles());
    }
}
