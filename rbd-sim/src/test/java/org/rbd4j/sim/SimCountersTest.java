package org.rbd4j.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageOptions;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/** The counters say what a piece of code cost, and agree with the trace and with what is stored. */
class SimCountersTest {
    private static final ImageOptions SMALL_OBJECTS = ImageOptions.defaults().withOrder(12);

    @Test
    void eachCounterCountsWhatItSays() {
        try (SimCluster cluster = SimCluster.create();
                Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("parent", 8192, SMALL_OBJECTS);
            SimCounters start = cluster.counters();
            try (Image parent = pool.openImage("parent")) {
                parent.write(4000, "x".repeat(200).getBytes(US_ASCII));
                SimCounters afterWrite = cluster.counters();
                assertEquals(2, afterWrite.minus(start).get(SimCounter.WRITES));
                assertEquals(200, afterWrite.minus(start).get(SimCounter.BYTES_WRITTEN));
                assertEquals(2, afterWrite.minus(start).get(SimCounter.OBJECTS_CREATED));
                parent.flush();
                parent.snapshots().create("base");
                parent.snapshots().protect("base");
                parent.write(4090, new byte[1]);
                SimCounters afterClone = cluster.counters().minus(afterWrite);
                assertEquals(1, afterClone.get(SimCounter.FLUSHES));
                assertEquals(1, afterClone.get(SimCounter.CLONES_MADE));
                assertEquals(0, afterClone.get(SimCounter.OBJECTS_CREATED));
            }
            pool.cloneImage("parent", "base", pool, "child", ImageOptions.defaults());
            try (Image child = pool.openImage("child")) {
                SimCounters before = cluster.counters();
                assertEquals(8192, child.read(0, ByteBuffer.allocate(8192)));
                // The child's two objects are missing; the parent's hold 4096 bytes and 104.
                SimCounters read = cluster.counters().minus(before);
                assertEquals(1, read.get(SimCounter.CALLS));
                assertEquals(4, read.get(SimCounter.OPERATIONS));
                assertEquals(4, read.get(SimCounter.READS));
                assertEquals(4200, read.get(SimCounter.BYTES_READ));

                child.write(4096, new byte[4]);
                SimCounters written = cluster.counters().minus(before).minus(read);
                assertEquals(1, written.get(SimCounter.COPY_UPS));
                assertEquals(104, written.get(SimCounter.BYTES_COPIED_UP));
                assertEquals(1, written.get(SimCounter.WRITES));
                assertEquals(4, written.get(SimCounter.BYTES_WRITTEN));
                assertEquals(1, written.get(SimCounter.OBJECTS_CREATED));

                SimCounters beforeFlatten = cluster.counters();
                child.flatten();
                assertEquals(1, cluster.counters().minus(beforeFlatten).get(SimCounter.COPY_UPS));
                SimCounters beforeShrinking = cluster.counters();
                child.resize(0);
                assertEquals(2, cluster.counters().minus(beforeShrinking).get(SimCounter.DISCARDS));
                assertEquals(2, cluster.counters().minus(beforeShrinking).get(SimCounter.OBJECTS_REMOVED));
            }
            SimCounters beforeFailure = cluster.counters();
            assertThrows(ImageNotFoundException.class, () -> pool.openImage("nobody"));
            SimCounters failed = cluster.counters().minus(beforeFailure);
            assertEquals(1, failed.get(SimCounter.CALLS));
            assertEquals(1, failed.get(SimCounter.FAILED_CALLS));
            assertEquals(0, failed.minus(failed).get(SimCounter.OPERATIONS));
        }
    }

    @Test
    void aRefusedCallIsCountedAsOneThatFailedAndDidNothing() {
        try (SimCluster cluster = SimCluster.create();
                Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("image", 8192, SMALL_OBJECTS);
            try (Image image = pool.openImage("image");
                    Image reading =
                            pool.openImage("image", OpenOptions.defaults().withReadOnly())) {
                image.write(0, new byte[1]);
                image.snapshots().create("s");
                image.snapshots().protect("s");
                Image closed = pool.openImage("image");
                closed.close();
                reading.size();
                List<Executable> refused = List.of(
                        () -> reading.write(0, new byte[1]),
                        () -> reading.discard(0, 1),
                        () -> reading.resize(1),
                        () -> reading.snapshots().create("t"),
                        () -> image.write(8193, new byte[1]),
                        () -> image.discard(8193, 1),
                        () -> image.read(8193, ByteBuffer.allocate(1)),
                        () -> image.snapshots().create("s"),
                        () -> image.snapshots().remove("s"),
                        () -> image.snapshots().rollback("nobody"),
                        image::flatten,
                        closed::flush,
                        closed::size,
                        () -> pool.createImage("image", 1),
                        () -> pool.removeImage("image"),
                        () -> pool.removeImage("nobody"),
                        () -> pool.renameImage("nobody", "image"),
                        () -> rados.openPool("nobody"));
                for (Executable call : refused) {
                    SimCounters before = cluster.counters();
                    assertThrows(RbdException.class, call);
                    SimCounters counted = cluster.counters().minus(before);
                    assertEquals(1, counted.get(SimCounter.CALLS), counted::toString);
                    assertEquals(1, counted.get(SimCounter.FAILED_CALLS), counted::toString);
                    assertEquals(
                            0,
                            counted.get(SimCounter.WRITES)
                                    + counted.get(SimCounter.DISCARDS)
                                    + counted.get(SimCounter.FLUSHES)
                                    + counted.get(SimCounter.COPY_UPS),
                            counted::toString);
                    assertEquals(
                            0,
                            counted.get(SimCounter.OBJECTS_CREATED)
                                    + counted.get(SimCounter.OBJECTS_REMOVED)
                                    + counted.get(SimCounter.CLONES_MADE),
                            counted::toString);
                }
            }
        }
    }

    @Test
    void aCallThatIsRefusedForItsArgumentsAloneIsNotCounted() {
        try (SimCluster cluster = SimCluster.create();
                Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("image", 8192, SMALL_OBJECTS);
            try (Image image = pool.openImage("image")) {
                List<Executable> refused = List.of(
                        () -> image.write(-1, new byte[1]),
                        () -> image.discard(0, -1),
                        () -> image.resize(-1),
                        () -> image.read(0, ByteBuffer.allocate(1).asReadOnlyBuffer()),
                        () -> image.snapshots().create("\0"),
                        () -> pool.createImage("more", -1),
                        () -> pool.openImage("\0"));
                for (Executable call : refused) {
                    SimCounters before = cluster.counters();
                    assertThrows(RbdException.class, call);
                    assertEquals(before, cluster.counters());
                }
            }
        }
    }

    @Property(tries = 50)
    void theCountersAgreeWithTheTraceAndWithWhatIsStored(@ForAll long seed) {
        try (SimCluster cluster = SimCluster.create();
                Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            SimCounters start = cluster.counters();
            cluster.keepTrace(Integer.MAX_VALUE);
            pool.createImage("parent", 40_000, SMALL_OBJECTS);
            try (Image parent = pool.openImage("parent")) {
                new Scribbler(seed, parent).run(20);
                parent.snapshots().create("base");
                parent.snapshots().protect("base");
            }
            pool.cloneImage("parent", "base", pool, "child", ImageOptions.defaults());
            try (Image child = pool.openImage("child")) {
                new Scribbler(seed, child).run(40);
            }
            SimCounters counted = cluster.counters().minus(start);
            assertEquals(cluster.trace().size(), counted.get(SimCounter.CALLS));
            assertEquals(
                    cluster.trace().stream()
                            .mapToLong(call -> call.operations().size())
                            .sum(),
                    counted.get(SimCounter.OPERATIONS));
            assertEquals(
                    cluster.trace().stream()
                            .filter(call -> call.failure().isPresent())
                            .count(),
                    counted.get(SimCounter.FAILED_CALLS));
            assertEquals(
                    cluster.usage().objects(),
                    counted.get(SimCounter.OBJECTS_CREATED) - counted.get(SimCounter.OBJECTS_REMOVED));
            assertEquals(cluster.usage().clones(), counted.get(SimCounter.CLONES_MADE));
        }
    }

    /** Changes an image at random; no snapshot is ever removed. */
    private record Scribbler(Random random, Image image) {
        Scribbler(long seed, Image image) {
            this(new Random(seed), image);
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                step("snapshot-" + i);
            }
        }

        private void step(String name) {
            long size = image.size();
            switch (random.nextInt(7)) {
                case 0 -> image.resize(random.nextInt(60_000));
                case 1 -> image.snapshots().create(name);
                case 2 ->
                    image.snapshots().list().stream()
                            .skip(random.nextInt(3))
                            .findFirst()
                            .ifPresent(snapshot -> image.snapshots().rollback(snapshot.name()));
                case 3, 4 -> image.discard(0, size == 0 ? 0 : random.nextLong(size));
                default -> {
                    if (size > 0) {
                        image.write(random.nextLong(size), new byte[1]);
                    }
                }
            }
        }
    }
}
