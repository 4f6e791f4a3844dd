package org.rbd4j.sim.junit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.SimCluster;

/** Sample classes are run by an engine of their own; Surefire leaves nested static classes alone. */
class RbdSimPropertyTest {
    private static EngineExecutionResults run(Class<?> sample) {
        return EngineTestKit.engine("jqwik")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .selectors(selectClass(sample))
                .execute();
    }

    private static Throwable onlyFailure(Class<?> sample) {
        return run(sample).allEvents().failed().assertStatistics(counts -> counts.failed(1)).stream()
                .findFirst()
                .flatMap(event -> event.getPayload(TestExecutionResult.class))
                .flatMap(TestExecutionResult::getThrowable)
                .orElseThrow();
    }

    private static List<String> reports(EngineExecutionResults results) {
        return results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .flatMap(entry -> Stream.ofNullable(entry.getKeyValuePairs().get("leaked handles")))
                .toList();
    }

    @RbdSimProperty
    static class Tries {
        static final Set<SimCluster> CLUSTERS = ConcurrentHashMap.newKeySet();
        private SimCluster prepared;

        @BeforeTry
        void prepare(SimCluster cluster, Pool pool) {
            prepared = cluster;
            pool.createImage("prepared", 1);
        }

        @Property(tries = 20)
        void eachTryHasAClusterOfItsOwn(
                @ForAll @IntRange(min = 1, max = 9) int length,
                SimCluster cluster,
                Rados rados,
                Pool pool,
                Image image) {
            assertTrue(CLUSTERS.add(cluster));
            assertSame(prepared, cluster);
            assertEquals(List.of("rbd"), rados.listPools());
            assertEquals(List.of("image-1", "prepared"), pool.listImages());
            image.write(0, new byte[length]);
        }

        @Example
        @RbdSimProperty(pools = "ssd")
        void aMethodsAnnotationReplacesTheClasss(Pool pool) {
            assertEquals("ssd", pool.name());
        }

        @AfterTry
        void theClusterIsStillThere(Pool pool) {
            assertTrue(pool.listImages().contains("prepared"));
        }
    }

    @Test
    void eachTryHasItsCluster() {
        EngineExecutionResults results = run(Tries.class);
        results.testEvents().assertStatistics(counts -> counts.succeeded(2).failed(0));
        assertEquals(List.of(), reports(results));
        assertTrue(Tries.CLUSTERS.size() >= 9);
    }

    @RbdSimProperty(pools = "outer")
    static class Grouped {
        @Group
        @RbdSimProperty(pools = "inner")
        class Inner {
            @Example
            void theInnerAnnotationCounts(Pool pool) {
                assertEquals("inner", pool.name());
            }
        }

        @Group
        class Plain {
            @Example
            void theOuterAnnotationCounts(Pool pool) {
                assertEquals("outer", pool.name());
            }
        }
    }

    @Test
    void theInnermostAnnotationCounts() {
        run(Grouped.class)
                .testEvents()
                .assertStatistics(counts -> counts.succeeded(2).failed(0));
    }

    @AddLifecycleHook(RbdSimHook.class)
    static class Failing {
        @Property(tries = 50)
        void failsWhenMuchIsWritten(@ForAll @IntRange(min = 1, max = 100) int length, Image image) {
            image.write(0, new byte[length]);
            assertTrue(length < 10, "too long");
        }
    }

    @RbdSimProperty
    static class AnsweringFalse {
        @Property(tries = 10)
        boolean isFalse(@ForAll int any, Image image) {
            return false;
        }
    }

    @Test
    void aPropertyThatAnswersFalseHasATraceToo() {
        Throwable failure = onlyFailure(AnsweringFalse.class);
        assertEquals(ClusterTrace.class, failure.getSuppressed()[0].getClass());
    }

    @Test
    void theShrunkFailureCarriesItsTrysTrace() {
        Throwable failure = onlyFailure(Failing.class);
        String trace = Stream.of(failure.getSuppressed())
                .filter(ClusterTrace.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .orElseThrow();
        assertTrue(trace.contains("\nclient.4100: write 'rbd/image-1': 10 bytes at offset 0 -> ok\n"), trace);
    }

    static class Leaking {
        @Property(tries = 10)
        @RbdSimProperty
        void leaks(@ForAll int any, Rados rados) {
            rados.openPool("rbd");
        }
    }

    @Test
    void aLeakIsReportedOncePerProperty() {
        EngineExecutionResults results = run(Leaking.class);
        results.testEvents().assertStatistics(counts -> counts.succeeded(1).failed(0));
        List<String> reports = reports(results);
        assertEquals(1, reports.size(), reports::toString);
        assertTrue(reports.get(0).startsWith("a handle was left open:\n  pool rbd of client.4100, opened at "));
        assertTrue(reports.get(0).contains("Leaking.leaks(RbdSimPropertyTest.java:"));
    }

    @RbdSimProperty(failOnLeak = true)
    static class StrictlyLeaking {
        @Property(tries = 10)
        void leaks(@ForAll @IntRange(min = 0, max = 9) int any, Rados rados) {
            if (any == 5) {
                rados.openPool("rbd");
            }
        }
    }

    @Test
    void aLeakFailsATryIfAskedTo() {
        assertEquals(LeakedHandles.class, onlyFailure(StrictlyLeaking.class).getClass());
    }

    @RbdSimProperty
    static class WithFixture {
        static final AtomicInteger RUNS = new AtomicInteger();

        @SimFixture
        static void prepare(@TestImage(name = "golden", sizeInBytes = 8) Image image) {
            RUNS.incrementAndGet();
            image.write(0, new byte[] {1, 2, 3});
        }

        @Property(tries = 10)
        void eachTryBeginsWithWhatTheFixtureLeft(@ForAll byte any, @TestImage(name = "golden") Image image) {
            assertArrayEquals(new byte[] {1, 2, 3, 0}, image.read(0, 4));
            image.write(0, new byte[] {any});
        }

        @Group
        class Inner {
            @Example
            void hasTheOuterClasssFixture(Pool pool) {
                assertEquals(List.of("golden"), pool.listImages());
            }
        }
    }

    @Test
    void eachTryBeginsWithWhatTheFixtureLeft() {
        run(WithFixture.class)
                .testEvents()
                .assertStatistics(counts -> counts.succeeded(2).failed(0));
        assertEquals(2, WithFixture.RUNS.get(), "once for each property");
    }

    @RbdSimProperty
    static class BeforeTheProperty {
        @BeforeProperty
        void tooEarly(SimCluster cluster) {
            assertNotNull(cluster);
        }

        @Example
        void isNotReached() {}
    }

    @Test
    void whereThereIsNoTryThereIsNoCluster() {
        String message = onlyFailure(BeforeTheProperty.class).toString();
        assertTrue(message.contains("each try has its own simulated cluster"), message);
    }
}
