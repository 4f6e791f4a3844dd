package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.rbd4j.Errno;

/** A pool that looks only where something is to be done holds what one holds that looks everywhere. */
class RadosPoolTest {
    private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

    private static final List<ObjectName> NAMES =
            List.of(new ObjectName("a", 0), new ObjectName("a", 7), new ObjectName("a", 300), new ObjectName("b", 7));

    enum Kind {
        OPERATE,
        OPERATE_WITHOUT_CONTEXT,
        CREATE_SNAP,
        REMOVE_SNAP,
        HOLD_TRIMMER,
        LET_TRIMMER_RUN,
        FORK
    }

    private static WriteOutcome operate(
            RadosPool pool, ObjectName name, SnapContext context, List<ObjectOperation> steps) {
        return pool.operate(name.prefix(), name.number(), context, ObjectSteps.inOrder(steps));
    }

    record Step(Kind kind, int object, int snap, List<ObjectSteps> steps) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(12, Kind.OPERATE),
                                Tuple.of(1, Kind.OPERATE_WITHOUT_CONTEXT),
                                Tuple.of(5, Kind.CREATE_SNAP),
                                Tuple.of(4, Kind.REMOVE_SNAP),
                                Tuple.of(1, Kind.HOLD_TRIMMER),
                                Tuple.of(1, Kind.LET_TRIMMER_RUN),
                                Tuple.of(1, Kind.FORK)),
                        Arbitraries.integers().between(0, NAMES.size() - 1),
                        Arbitraries.integers().between(0, ObjectSteps.LARGEST_SNAP),
                        ObjectSteps.ofOneOperation())
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    private static RadosCluster newCluster() {
        RadosCluster cluster = new RadosCluster(Clock.fixed(NOW, ZoneOffset.UTC));
        cluster.createPool("pool");
        return cluster;
    }

    private static RadosPool poolOf(RadosCluster cluster) {
        return cluster.pool("pool").orElseThrow();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aPoolHoldsWhatItsObjectsSay(@ForAll("programs") List<Step> program) {
        Pools pools = new Pools();
        for (int i = 0; i < program.size(); i++) {
            pools.run(program.get(i), i);
        }
    }

    /** A cluster's pool and its model; a fork takes the place of both, and the one that was forked stays as it was. */
    private static final class Pools {
        private RadosCluster cluster = newCluster();
        private final Map<ObjectName, ObjectModel> models = new HashMap<>();
        private final NavigableSet<Long> snaps = new TreeSet<>();
        private final Set<Long> removedSnaps = new TreeSet<>();
        private long lastSnap;
        private boolean isHeld;

        void run(Step step, int stamp) {
            RadosPool pool = poolOf(cluster);
            switch (step.kind()) {
                case OPERATE -> operate(step, new SnapContext(lastSnap, List.copyOf(snaps.descendingSet())), stamp);
                case OPERATE_WITHOUT_CONTEXT -> operate(step, SnapContext.EMPTY, stamp);
                case CREATE_SNAP -> {
                    if (lastSnap < ObjectSteps.LARGEST_SNAP) {
                        assertEquals(++lastSnap, pool.createSnap());
                        snaps.add(lastSnap);
                    }
                }
                case REMOVE_SNAP -> {
                    if (!snaps.isEmpty()) {
                        long removed = List.copyOf(snaps).get(step.snap() % snaps.size());
                        pool.removeSnap(removed);
                        snaps.remove(removed);
                        removedSnaps.add(removed);
                        trimUnlessHeld();
                    }
                }
                case HOLD_TRIMMER -> holdTrimmer(true);
                case LET_TRIMMER_RUN -> holdTrimmer(false);
                case FORK -> {
                    RadosPool original = pool;
                    List<String> before = listing(original);
                    cluster = cluster.fork();
                    operate(step, SnapContext.EMPTY, stamp);
                    assertEquals(before, listing(original));
                }
            }
            check();
        }

        private void holdTrimmer(boolean held) {
            isHeld = held;
            cluster.holdSnapTrim(held);
            trimUnlessHeld();
        }

        private void trimUnlessHeld() {
            if (!isHeld) {
                models.values().forEach(model -> model.trim(removedSnaps));
                models.values().removeIf(ObjectModel::isGone);
                removedSnaps.clear();
            }
        }

        private void operate(Step step, SnapContext context, int stamp) {
            ObjectName name = NAMES.get(step.object());
            List<ObjectOperation> operations =
                    step.steps().stream().map(each -> each.toOperation(stamp)).toList();
            ObjectModel model = models.computeIfAbsent(name, key -> new ObjectModel());
            assertEquals(
                    model.operate(context, operations, removedSnaps),
                    RadosPoolTest.operate(poolOf(cluster), name, context, operations));
            if (model.isGone()) {
                models.remove(name);
            }
        }

        private static List<String> listing(RadosPool pool) {
            List<String> listing = new ArrayList<>();
            pool.forEachObject((name, history) -> {
                ByteBuffer bytes = ByteBuffer.allocate(4 * ObjectBytes.PAGE_SIZE);
                pool.read(name.prefix(), name.number(), RadosPool.HEAD, 0, BufferRange.of(bytes));
                listing.add(name + " " + history + " " + Arrays.hashCode(bytes.array()));
            });
            return listing;
        }

        private void check() {
            RadosPool pool = poolOf(cluster);
            Map<ObjectName, ObjectHistory> expected =
                    new TreeMap<>(Comparator.comparing(ObjectName::prefix).thenComparing(ObjectName::number));
            models.forEach((name, model) -> expected.put(name, model.history()));
            List<ObjectName> order = new ArrayList<>();
            pool.forEachObject((name, history) -> {
                order.add(name);
                assertEquals(expected.get(name), history, name::toString);
            });
            assertEquals(List.copyOf(expected.keySet()), order);
            for (ObjectName name : NAMES) {
                checkObject(pool, name, Optional.ofNullable(models.get(name)));
            }
            assertEquals(
                    order.stream()
                            .filter(name -> name.prefix().equals("a") && name.number() < 300)
                            .map(ObjectName::number)
                            .toList(),
                    pool.storedNumbers("a", 0, 300).stream().boxed().toList());
        }

        private void checkObject(RadosPool pool, ObjectName name, Optional<ObjectModel> model) {
            assertEquals(model.map(ObjectModel::history), pool.listSnaps(name));
            List<Long> moments = new ArrayList<>(snaps);
            moments.addAll(removedSnaps);
            moments.add(RadosPool.HEAD);
            for (long snap : moments) {
                byte[] bytes = model.map(found -> found.at(snap, removedSnaps)).orElse(null);
                ByteBuffer found = ByteBuffer.allocate(4 * ObjectBytes.PAGE_SIZE);
                ReadOutcome outcome = pool.read(name.prefix(), name.number(), snap, 0, BufferRange.of(found));
                assertEquals(
                        bytes == null ? ReadOutcome.NOT_FOUND : new ReadOutcome(true, found.capacity() - bytes.length),
                        outcome);
                if (bytes != null) {
                    assertArrayEquals(bytes, Arrays.copyOf(found.array(), bytes.length), name::toString);
                }
            }
        }
    }

    private static final MetadataName<String> NAME = new MetadataName<>("object", "name", String.class);
    private static final MetadataName<Long> SIZE = new MetadataName<>("object", "size", Long.class);

    private record Put<S>(Optional<S> after) implements ClassMethod<S> {
        @Override
        public String name() {
            return "put";
        }

        @Override
        public Optional<S> apply(Optional<S> before, Instant now) {
            assertEquals(NOW, now);
            return after;
        }
    }

    private record Refuse() implements ClassMethod<String> {
        @Override
        public String name() {
            return "refuse";
        }

        @Override
        public Optional<String> apply(Optional<String> before, Instant now) {
            throw new ErrnoFailure(Errno.EBUSY, "refused");
        }
    }

    @Test
    void anObjectHoldsEachContentByItselfAndLosesAllAtOnce() {
        RadosPool pool = poolOf(newCluster());
        pool.exec(NAME, new Put<>(Optional.of("n")));
        pool.exec(SIZE, new Put<>(Optional.of(5L)));
        assertThrows(ErrnoFailure.class, () -> pool.exec(NAME, new Refuse()));
        assertEquals(Optional.of("n"), pool.read(NAME));
        pool.exec(NAME, new Put<>(Optional.empty()));
        assertEquals(Optional.empty(), pool.read(NAME));
        assertEquals(Optional.of(5L), pool.read(SIZE));
        assertEquals(Set.of("object"), pool.metadataObjects());
        assertTrue(pool.remove(NAME));
        assertEquals(Optional.empty(), pool.read(SIZE));
        assertFalse(pool.remove(NAME));
    }

    @Test
    void anObjectWhoseLastContentGoesIsGone() {
        RadosPool pool = poolOf(newCluster());
        pool.exec(NAME, new Put<>(Optional.of("n")));
        pool.exec(NAME, new Put<>(Optional.empty()));
        assertEquals(Set.of(), pool.metadataObjects());
    }

    @Test
    void whatAForkIsToldItsOriginalIsNot() {
        RadosCluster cluster = newCluster();
        poolOf(cluster).exec(NAME, new Put<>(Optional.of("n")));
        RadosPool fork = poolOf(cluster.fork());
        assertEquals(Optional.of("n"), fork.read(NAME));
        fork.exec(NAME, new Put<>(Optional.of("other")));
        assertEquals(Optional.of("n"), poolOf(cluster).read(NAME));
    }

    @Test
    void whatAForkClonesItsOriginalDoesNotTrim() {
        RadosCluster cluster = newCluster();
        RadosPool pool = poolOf(cluster);
        ObjectName first = NAMES.get(0);
        ObjectName second = NAMES.get(1);
        List<ObjectOperation> write = List.of(new ObjectOperation.Truncate(5), new ObjectOperation.Create());
        operate(pool, first, SnapContext.EMPTY, write);
        operate(pool, second, SnapContext.EMPTY, write);
        SnapContext context = new SnapContext(1, List.of(pool.createSnap()));
        operate(pool, first, context, write);
        RadosPool fork = poolOf(cluster.fork());
        assertTrue(operate(fork, second, context, write).cloned());
        operate(pool, second, SnapContext.EMPTY, List.of(new ObjectOperation.Remove()));
        pool.removeSnap(1);
        assertEquals(List.of(), pool.listSnaps(first).orElseThrow().snapSet().clones());
        assertEquals(1, fork.listSnaps(second).orElseThrow().snapSet().clones().size());
    }

    @Test
    void aDeletedPoolRefusesDataAndMetadataEachInItsOwnWay() {
        RadosCluster cluster = newCluster();
        RadosPool pool = poolOf(cluster);
        operate(pool, NAMES.get(0), SnapContext.EMPTY, List.of(new ObjectOperation.Create()));
        assertTrue(cluster.deletePool("pool"));
        assertEquals(Errno.EPERM, errnoOf(() -> pool.listSnaps(NAMES.get(0))));
        assertEquals(Errno.EPERM, errnoOf(() -> pool.storedNumbers("a", 0, 1)));
        assertEquals(
                Errno.EPERM,
                errnoOf(() -> pool.read("a", 0, RadosPool.HEAD, 0, BufferRange.of(ByteBuffer.allocate(1)))));
        assertEquals(
                Errno.EPERM,
                errnoOf(() -> operate(pool, NAMES.get(0), SnapContext.EMPTY, List.of(new ObjectOperation.Create()))));
        assertEquals(Errno.ENOENT, errnoOf(() -> pool.exec(NAME, new Put<>(Optional.empty()))));
        assertEquals(Errno.ENOENT, errnoOf(() -> pool.remove(NAME)));
        pool.forEachObject((name, history) -> assertEquals("nothing", name.toString()));
    }

    private static int errnoOf(Runnable call) {
        return assertThrows(ErrnoFailure.class, call::run).errno();
    }
}
