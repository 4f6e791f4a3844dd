package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rbd4j.ConnectionShutdownException;
import org.rbd4j.DiffRange;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageExistsException;
import org.rbd4j.ImageOptions;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.TracedOperation.SnapContext;
import org.rbd4j.sim.TracedOperation.Step;

/** The trace tells of each call which RADOS operations it caused, as librbd would send them. */
class CallTraceTest {
    private static final Pattern READ = Pattern.compile("read 'rbd/image-(\\d+)': 1 byte at offset (\\d+)");
    private static final ImageOptions SMALL_OBJECTS = ImageOptions.defaults().withOrder(12);

    private final SimCluster cluster = SimCluster.create();
    private final Rados rados = cluster.connect();
    private final Pool pool = rados.openPool("rbd");

    @AfterEach
    void close() {
        cluster.close();
    }

    /** What the trace holds of these calls alone. */
    private List<TracedCall> traceOf(Runnable calls) {
        cluster.keepTrace(0);
        cluster.keepTrace(1000);
        calls.run();
        return cluster.trace();
    }

    private String textOf(Runnable call) {
        List<TracedCall> calls = traceOf(call);
        assertEquals(1, calls.size());
        return calls.get(0) + "\n";
    }

    /** An open clone of a parent of two objects, of which the second holds three bytes. */
    private Image openClone() {
        pool.createImage("parent", 8192, SMALL_OBJECTS);
        try (Image parent = pool.openImage("parent")) {
            parent.write(4096, new byte[] {1, 2, 3});
            parent.snapshots().create("base");
            parent.snapshots().protect("base");
        }
        pool.cloneImage("parent", "base", pool, "child", ImageOptions.defaults());
        return pool.openImage("child");
    }

    @Test
    void theFirstWriteToACloneCopiesTheParentsObjectUp() {
        Image child = openClone();
        assertEquals("""
                client.4100: write 'rbd/child': 1 byte at offset 4097 -> ok
                  rbd/rbd_header.2: read lock -> ENOENT
                  rbd/rbd_header.2: exec lock.lock -> ok
                  rbd/rbd_object_map.2: read object map -> ok
                  rbd/rbd_data.1.0000000000000001: read 0~4096 snap 1 -> 3 bytes
                  rbd/rbd_object_map.2: exec rbd.object_map_update -> ok
                  rbd/rbd_data.2.0000000000000001: copyup 0~3, write 1~1 snapc 0=[] -> created
                """, textOf(() -> child.write(4097, new byte[1])));
        assertEquals("""
                client.4100: write 'rbd/child': 1 byte at offset 4097 -> ok
                  rbd/rbd_data.2.0000000000000001: assert-exists, write 1~1 snapc 0=[] -> ok
                """, textOf(() -> child.write(4097, new byte[1])));
    }

    @Test
    void withoutAnObjectMapTheObjectItselfMustSayThatItIsMissing() {
        Image child = openClone();
        child.updateFeatures(Features.of(Feature.OBJECT_MAP), false);
        child.snapshots().create("mine");
        assertEquals("""
                client.4100: write 'rbd/child': 1 byte at offset 4097 -> ok
                  rbd/rbd_header.2: read header -> ok
                  rbd/rbd_header.2: read lock -> ok
                  rbd/rbd_data.2.0000000000000001: assert-exists, write 1~1 snapc 2=[2] -> ENOENT
                  rbd/rbd_data.1.0000000000000001: read 0~4096 snap 1 -> 3 bytes
                  rbd/rbd_data.2.0000000000000001: copyup 0~3 snapc 0=[] -> created
                  rbd/rbd_data.2.0000000000000001: write 1~1 snapc 2=[2] -> cloned
                """, textOf(() -> child.write(4097, new byte[1])));
    }

    @Test
    void aSnapshotIsAnIdAndAnEntryInTheHeaderAndACopyOfTheObjectMap() {
        Image child = openClone();
        child.write(4097, new byte[1]);
        assertEquals("""
                client.4100: snapshots.create 'rbd/child@s' -> ok
                  rbd: create-snap -> snapshot 2
                  rbd/rbd_header.2: exec rbd.snapshot_add -> ok
                  rbd/rbd_object_map.2: read object map -> ok
                  rbd/rbd_object_map.2.0000000000000002: write-full -> ok
                  rbd/rbd_object_map.2: exec rbd.object_map_snap_add -> ok
                  rbd/rbd_header.2: notify -> ok
                """, textOf(() -> child.snapshots().create("s")));
        assertEquals("""
                client.4100: write 'rbd/child': 1 byte at offset 4097 -> ok
                  rbd/rbd_header.2: read header -> ok
                  rbd/rbd_header.2: read lock -> ok
                  rbd/rbd_object_map.2: exec rbd.object_map_update -> ok
                  rbd/rbd_data.2.0000000000000001: assert-exists, write 1~1 snapc 2=[2] -> cloned
                """, textOf(() -> child.write(4097, new byte[1])));
    }

    @Test
    void aDiffAsksEachObjectForItsClones() {
        Image child = openClone();
        child.write(0, new byte[1]);
        assertEquals(
                """
                client.4100: diff 'rbd/child': %s -> ok
                  rbd/rbd_data.2.0000000000000000: list-snaps -> ok
                  rbd/rbd_data.2.0000000000000001: list-snaps -> ENOENT
                """.formatted(DiffRange.sinceBeginning()),
                textOf(() -> child.diff(DiffRange.sinceBeginning(), extent -> {})));
    }

    @Test
    void aCallThatFailsTellsWhy() {
        pool.createImage("taken", 1);
        TracedCall call = traceOf(
                        () -> assertThrows(ImageExistsException.class, () -> pool.renameImage("taken", "taken")))
                .get(0);
        assertEquals("""
                client.4100: renameImage 'rbd/taken': to 'taken' -> there is an image 'taken' (17, EEXIST)
                  rbd/rbd_id.taken: read id -> ok
                  rbd/rbd_id.taken: read id -> ok""", call.toString());
        assertEquals(
                Optional.of(new TracedCall.Failure(
                        Errno.EEXIST, "renameImage 'rbd/taken': to 'taken': there is an image 'taken' (17, EEXIST)")),
                call.failure());
    }

    @Test
    void aWriteThatEndsEarlyIsAFailureWithoutAnErrno() {
        pool.createImage("image", 10);
        Image image = pool.openImage("image");
        TracedCall call = traceOf(() -> assertThrows(IncompleteWriteException.class, () -> image.write(8, new byte[4])))
                .get(0);
        assertEquals(0, call.failure().orElseThrow().errno());
        assertEquals("write 8~2", lastStepOf(call).toString());
    }

    private static Step lastStepOf(TracedCall call) {
        List<TracedOperation> operations = call.operations();
        return operations.get(operations.size() - 1).steps().get(0);
    }

    @Test
    void anOperationIsAValue() {
        Image child = openClone();
        child.write(4097, new byte[1]);
        child.snapshots().create("s");
        child.size();
        TracedCall call = traceOf(() -> child.write(4097, new byte[2])).get(0);
        assertEquals(
                new TracedOperation(
                        "client.4100",
                        "rbd",
                        "rbd_data.2.0000000000000001",
                        List.of(
                                new Step("assert-exists", OptionalLong.empty(), OptionalLong.empty()),
                                new Step("write", OptionalLong.of(1), OptionalLong.of(2))),
                        OptionalLong.empty(),
                        Optional.of(new SnapContext(2, List.of(2L))),
                        "cloned"),
                call.operations().get(1));
        assertThrows(
                UnsupportedOperationException.class, () -> call.operations().clear());
    }

    @Test
    void whatTheOwnerOfTheManagedLockDoesForAnotherBearsItsName() {
        pool.createImage(
                "image", 4096, SMALL_OBJECTS.withFeatures(Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK)));
        Image owner = pool.openImage("image");
        owner.write(0, new byte[1]);
        try (Rados other = cluster.connect()) {
            Image guest = other.openPool("rbd").openImage("image");
            String[] lines = textOf(() -> guest.snapshots().create("s")).split("\n");
            assertEquals("client.4101: snapshots.create 'rbd/image@s' -> ok", lines[0]);
            assertEquals("  rbd/rbd_header.1: read lock -> ok", lines[1]);
            assertEquals("  rbd/rbd_header.1: list-watchers -> 2 watchers", lines[2]);
            assertEquals("  rbd/rbd_header.1: notify -> ok", lines[3]);
            assertEquals("  client.4100: rbd: create-snap -> snapshot 1", lines[4]);
            assertEquals("  client.4100: rbd/rbd_header.1: exec rbd.snapshot_add -> ok", lines[5]);
        }
    }

    @Test
    void whatTheClusterRefusesIsSeenToo() {
        pool.createImage("image", 4096);
        Image image = pool.openImage("image");
        image.locks().lockExclusive("cookie");
        try (Rados other = cluster.connect()) {
            other.openPool("rbd").openImage("image").locks().breakLock("client.4100", "cookie");
        }
        TracedCall call = traceOf(() -> assertThrows(ConnectionShutdownException.class, image::size))
                .get(0);
        assertEquals(Errno.ESHUTDOWN, call.failure().orElseThrow().errno());
        assertEquals("ESHUTDOWN", call.operations().get(0).result());
    }

    @Test
    void closingAConnectionIsOneCall() {
        Image child = openClone();
        child.write(0, new byte[1]);
        assertEquals("""
                client.4100: close -> ok
                  rbd/rbd_header.2: exec lock.unlock -> ok
                  rbd/rbd_header.2: unwatch -> ok
                """, textOf(rados::close));
    }

    @Test
    void nothingIsKeptUnlessAskedFor() {
        pool.createImage("image", 1);
        assertEquals(List.of(), cluster.trace());
        cluster.keepTrace(10);
        pool.listImages();
        assertEquals(1, cluster.trace().size());
        cluster.keepTrace(0);
        assertEquals(List.of(), cluster.trace());
        pool.listImages();
        assertEquals(List.of(), cluster.trace());
    }

    @Test
    void theLastCallsAreKept() {
        cluster.keepTrace(3);
        for (int i = 0; i < 10; i++) {
            pool.createImage("image-" + i, 1);
        }
        assertEquals(List.of("image-7", "image-8", "image-9"), createdInTrace());
        cluster.keepTrace(2);
        assertEquals(List.of("image-8", "image-9"), createdInTrace());
        assertThrows(InvalidArgumentException.class, () -> cluster.keepTrace(-1));
    }

    private List<String> createdInTrace() {
        return cluster.trace().stream()
                .map(call -> call.call().replaceAll("createImage 'rbd/([^']*)':.*", "$1"))
                .toList();
    }

    @Test
    void lookingInsideLeavesNoTrace() {
        cluster.keepTrace(10);
        cluster.usage();
        cluster.objects();
        cluster.metadataObjects();
        cluster.counters();
        assertEquals(List.of(), cluster.trace());
    }

    @Test
    void whatReadersCauseAtTheSameTimeIsToldApart() throws Exception {
        int readers = 4;
        int readsEach = 500;
        List<Callable<Void>> programs = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            String name = "image-" + i;
            pool.createImage(name, 4096, SMALL_OBJECTS);
            Image image = pool.openImage(name);
            image.write(0, new byte[4096]);
            programs.add(() -> {
                for (int j = 0; j < readsEach; j++) {
                    image.read(j, ByteBuffer.allocate(1));
                }
                return null;
            });
        }
        cluster.keepTrace(readers * readsEach);
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        try {
            for (Future<Void> done : threads.invokeAll(programs)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        List<TracedCall> calls = cluster.trace();
        assertEquals(readers * readsEach, calls.size());
        for (TracedCall call : calls) {
            Matcher read = READ.matcher(call.call());
            assertTrue(read.matches(), call::toString);
            String object = "rbd_data." + (Integer.parseInt(read.group(1)) + 1) + ".0000000000000000";
            assertEquals(1, call.operations().size(), call::toString);
            assertEquals(object, call.operations().get(0).object(), call::toString);
            assertEquals("read " + read.group(2) + "~1", lastStepOf(call).toString(), call::toString);
        }
    }
}
