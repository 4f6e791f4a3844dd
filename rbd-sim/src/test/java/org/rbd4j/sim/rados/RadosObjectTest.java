package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** An object that shares pages and changes in place answers as one whose revisions are full copies. */
class RadosObjectTest {
    enum Kind {
        OPERATE,
        OPERATE_WITHOUT_CONTEXT,
        OPERATE_UNDER_OLD_CONTEXT,
        TAKE_SNAP,
        REMOVE_SNAP,
        TRIM,
        FORK
    }

    record Step(Kind kind, int fork, long snap, List<ObjectSteps> steps) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(8, Kind.OPERATE),
                                Tuple.of(1, Kind.OPERATE_WITHOUT_CONTEXT),
                                Tuple.of(1, Kind.OPERATE_UNDER_OLD_CONTEXT),
                                Tuple.of(5, Kind.TAKE_SNAP),
                                Tuple.of(3, Kind.REMOVE_SNAP),
                                Tuple.of(2, Kind.TRIM),
                                Tuple.of(1, Kind.FORK)),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(1, ObjectSteps.LARGEST_SNAP),
                        ObjectSteps.ofOneOperation())
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anObjectIsWhatItsFullCopiesSay(@ForAll("programs") List<Step> program) {
        Objects objects = new Objects();
        for (int i = 0; i < program.size(); i++) {
            objects.run(program.get(i), i);
        }
        objects.checkAll();
    }

    private static final ObjectOperation WRITE =
            new ObjectOperation.Write(0, BufferRange.of(ByteBuffer.wrap(new byte[] {1})));

    private static WriteOutcome operate(RadosObject object, SnapContext context, ObjectOperation... steps) {
        return object.operate(context, ObjectSteps.inOrder(List.of(steps)), Set.of());
    }

    @Test
    void whatChangesNothingKeepsNoClone() {
        RadosObject object = new RadosObject();
        operate(object, SnapContext.EMPTY, WRITE);
        ObjectHistory before = object.history();
        SnapContext later = new SnapContext(1, List.of(1L));
        assertEquals(
                WriteOutcome.done(false, false, false),
                operate(
                        object,
                        later,
                        new ObjectOperation.AssertExists(),
                        new ObjectOperation.Zero(0, 0),
                        new ObjectOperation.Zero(1, 1)));
        assertEquals(
                WriteOutcome.NOT_FOUND,
                operate(object, later, new ObjectOperation.Remove(), new ObjectOperation.Remove()));
        assertEquals(before, object.history());
    }

    @Test
    void whatIsRemovedIsNotBackAfterARollbackToWhatTheHeadWas() {
        RadosObject object = new RadosObject();
        operate(object, SnapContext.EMPTY, WRITE);
        ObjectOperation remove = new ObjectOperation.Remove();
        ObjectOperation rollback = new ObjectOperation.Rollback(1);
        SnapContext context = new SnapContext(1, List.of(1L));
        assertEquals(
                WriteOutcome.NOT_FOUND, operate(object, context, remove, rollback, new ObjectOperation.AssertExists()));
        assertEquals(WriteOutcome.done(false, true, true), operate(object, context, remove, rollback));
        assertEquals(WriteOutcome.done(true, false, false), operate(object, context, rollback));
    }

    @Test
    void aWhiteoutThatHidesNothingIsRemovedLikeAHead() {
        RadosObject object = new RadosObject();
        ObjectOperation remove = new ObjectOperation.Remove();
        SnapContext later = new SnapContext(1, List.of(1L));
        assertEquals(WriteOutcome.done(false, false, false), operate(object, later, WRITE, remove));
        assertFalse(object.isGone());
        assertFalse(object.fork().isGone());
        assertEquals(WriteOutcome.done(false, false, false), operate(object, SnapContext.EMPTY, remove));
        assertTrue(object.isGone());
        assertEquals(WriteOutcome.NOT_FOUND, operate(object, SnapContext.EMPTY, remove));
    }

    @Test
    void aTrimmedCloneIsNotKeptInMemory() {
        RadosObject object = new RadosObject();
        operate(object, SnapContext.EMPTY, WRITE);
        operate(object, new SnapContext(1, List.of(1L)), WRITE);
        List<byte[]> pages = new ArrayList<>();
        object.forEachArray(pages::add);
        assertEquals(2, pages.size());
        object.trim(Set.of(1L));
        pages.clear();
        object.forEachArray(pages::add);
        assertEquals(1, pages.size());
    }

    /** An object, its forks, and a model of each; the snapshots are common to all. */
    private static final class Objects {
        private final List<RadosObject> objects = new ArrayList<>(List.of(new RadosObject()));
        private final List<ObjectModel> models = new ArrayList<>(List.of(new ObjectModel()));
        private long lastSnap;
        private final NavigableSet<Long> snaps = new TreeSet<>();
        private final Set<Long> removedSnaps = new TreeSet<>();

        void run(Step step, int stamp) {
            int index = step.fork() % objects.size();
            switch (step.kind()) {
                case OPERATE -> operate(index, contextOf(lastSnap), step.steps(), stamp);
                case OPERATE_WITHOUT_CONTEXT -> operate(index, SnapContext.EMPTY, step.steps(), stamp);
                case OPERATE_UNDER_OLD_CONTEXT ->
                    operate(index, contextOf(Math.min(step.snap(), lastSnap)), step.steps(), stamp);
                case TAKE_SNAP -> {
                    if (lastSnap < ObjectSteps.LARGEST_SNAP) {
                        snaps.add(++lastSnap);
                    }
                }
                case REMOVE_SNAP -> {
                    if (!snaps.isEmpty()) {
                        removedSnaps.add(List.copyOf(snaps).get((int) (step.snap() % snaps.size())));
                    }
                }
                case TRIM -> trim();
                case FORK -> {
                    if (objects.size() < 3) {
                        objects.add(objects.get(index).fork());
                        models.add(models.get(index).copy());
                    }
                }
            }
            check(index);
        }

        /** A writer that has not heard of the last removals names what is removed, too. */
        private SnapContext contextOf(long seq) {
            return new SnapContext(seq, List.copyOf(snaps.headSet(seq, true).descendingSet()));
        }

        private void operate(int index, SnapContext context, List<ObjectSteps> steps, int stamp) {
            List<ObjectOperation> operations =
                    steps.stream().map(step -> step.toOperation(stamp)).toList();
            assertEquals(
                    models.get(index).operate(context, operations, removedSnaps),
                    objects.get(index).operate(context, ObjectSteps.inOrder(operations), removedSnaps));
            forgetIfGone(index);
        }

        private void trim() {
            for (int i = 0; i < objects.size(); i++) {
                // The trimmer comes by where there is a clone to look at.
                if (models.get(i).hasCloneFor(removedSnaps)) {
                    objects.get(i).trim(removedSnaps);
                    models.get(i).trim(removedSnaps);
                    forgetIfGone(i);
                }
            }
            snaps.removeAll(removedSnaps);
            removedSnaps.clear();
        }

        /** A pool forgets what is gone, the seq included. */
        private void forgetIfGone(int index) {
            assertEquals(models.get(index).isGone(), objects.get(index).isGone());
            if (models.get(index).isGone()) {
                models.set(index, new ObjectModel());
                objects.set(index, new RadosObject());
            }
        }

        void checkAll() {
            for (int i = 0; i < objects.size(); i++) {
                check(i);
            }
        }

        private void check(int index) {
            assertEquals(models.get(index).isGone(), objects.get(index).isGone());
            assertEquals(models.get(index).history(), objects.get(index).history());
            LongStream.concat(LongStream.rangeClosed(0, lastSnap + 1), LongStream.of(RadosPool.HEAD))
                    .forEach(snap -> assertArrayEquals(
                            models.get(index).at(snap, removedSnaps),
                            content(objects.get(index).revisionAt(snap, removedSnaps)),
                            () -> "at snapshot " + snap));
        }

        private static byte[] content(ObjectBytes bytes) {
            if (bytes == null) {
                return null;
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) bytes.size());
            bytes.read(0, BufferRange.of(buffer));
            return buffer.array();
        }
    }
}
