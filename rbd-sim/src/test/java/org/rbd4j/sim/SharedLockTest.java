package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.rados.ClusterLock;

/** Calls that change nothing run beside each other; those that may change something, be it the handle alone, run alone. */
class SharedLockTest {
    private static final int SIZE = 8192;
    private static final int SECONDS = 30;

    private final SimCluster cluster = SimCluster.create();
    private final Rados rados = cluster.connect();
    private final Pool pool = rados.openPool("rbd");
    private Image image;

    @BeforeEach
    void makeAnImage() {
        pool.createImage("image", SIZE);
        image = pool.openImage("image");
        image.write(0, new byte[] {1});
        image.snapshots().create("s");
        image.size();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    /** Whether a call ends while somebody else's reading call is under way. */
    private boolean runsBesideAReader(Callable<?> call) throws Exception {
        FutureTask<?> task = new FutureTask<>(call);
        Thread caller = new Thread(task);
        caller.setDaemon(true);
        ClusterLock.Hold reader = cluster.storage().lock().shared();
        reader.lock();
        boolean ended;
        try {
            caller.start();
            while (!task.isDone() && caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            ended = task.isDone();
        } finally {
            reader.unlock();
        }
        task.get(SECONDS, TimeUnit.SECONDS);
        return ended;
    }

    private static Callable<?> does(Runnable call) {
        return () -> {
            call.run();
            return null;
        };
    }

    @TestFactory
    Stream<DynamicTest> whatOnlyReadsRunsBesideAReader() {
        Map<String, Callable<?>> calls = new LinkedHashMap<>();
        calls.put("read", () -> image.read(0, SIZE));
        calls.put("size", image::size);
        calls.put("stat", image::stat);
        calls.put("features", image::features);
        calls.put("flags", image::flags);
        calls.put("parent", image::parent);
        calls.put("overlap", image::overlap);
        calls.put("children", image::children);
        calls.put("isExclusiveLockOwner", image::isExclusiveLockOwner);
        calls.put("diff", does(() -> image.diff(DiffRange.sinceBeginning(), extent -> {})));
        calls.put("snapshots.list", image.snapshots()::list);
        calls.put("snapshots.isProtected", () -> image.snapshots().isProtected("s"));
        calls.put("locks.list", image.locks()::list);
        calls.put("listImages", pool::listImages);
        calls.put("fsid", rados::fsid);
        return calls.entrySet().stream()
                .map(call ->
                        DynamicTest.dynamicTest(call.getKey(), () -> assertTrue(runsBesideAReader(call.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> whatChangesSomethingRunsAlone() {
        Map<String, Callable<?>> calls = new LinkedHashMap<>();
        calls.put("write", does(() -> image.write(0, new byte[1])));
        calls.put("discard", does(() -> image.discard(0, 1)));
        calls.put("flush", does(image::flush));
        calls.put("resize", does(() -> image.resize(SIZE)));
        calls.put("rollback", does(() -> image.snapshots().rollback("s")));
        calls.put("snapshots.create", does(() -> image.snapshots().create("another")));
        calls.put("snapshots.protect", does(() -> image.snapshots().protect("s")));
        calls.put("selectSnapshot", does(() -> image.selectSnapshot("s")));
        calls.put("selectHead", does(image::selectHead));
        calls.put("locks.lockExclusive", does(() -> plain().locks().lockExclusive("cookie")));
        calls.put("createImage", does(() -> pool.createImage("more", SIZE)));
        calls.put("openImage", does(() -> pool.openImage("image").close()));
        calls.put("close", does(image::close));
        return calls.entrySet().stream()
                .map(call ->
                        DynamicTest.dynamicTest(call.getKey(), () -> assertFalse(runsBesideAReader(call.getValue()))));
    }

    private Image plain() {
        pool.createImage("plain", SIZE, ImageOptions.defaults().withFeatures(Features.NONE));
        return pool.openImage("plain");
    }

    /** Until there is a snapshot to keep the bytes for. */
    @Test
    void whatIsWrittenInPlaceRunsBesideAReader() throws Exception {
        Callable<?> write = does(() -> image.write(0, new byte[1]));
        assertFalse(runsBesideAReader(write), "the first after a snapshot");
        assertTrue(runsBesideAReader(write));
        assertFalse(runsBesideAReader(does(() -> image.write(4095, new byte[2]))), "beyond the object's end");
        image.write(0, new byte[SIZE]);
        assertTrue(runsBesideAReader(does(() -> image.write(4095, new byte[2]))));
        image.snapshots().create("later");
        assertFalse(runsBesideAReader(write), "the first after another snapshot");
    }

    /** Two objects are two requests, between which a write of the one and then of the other may be done. */
    @Test
    void aReadOfSeveralObjectsRunsAlone() throws Exception {
        pool.createImage("small", SIZE, ImageOptions.defaults().withOrder(12));
        Image small = pool.openImage("small");
        assertTrue(runsBesideAReader(() -> small.read(0, 4096)));
        assertFalse(runsBesideAReader(() -> small.read(0, 4097)));
    }

    /** Reading the header anew changes what the handle knows. */
    @Test
    void afterSomebodyElsesChangeAReadingCallRunsAloneOnce() throws Exception {
        Image another = cluster.connect().openPool("rbd").openImage("image");
        another.size();
        image.snapshots().create("news");
        assertFalse(runsBesideAReader(another::stat));
        assertTrue(runsBesideAReader(another::stat));
    }

    /** Where there is a journal, a read takes the managed lock; whoever has it just reads. */
    @Test
    void aReadThatTakesTheManagedLockRunsAlone() throws Exception {
        pool.createImage(
                "journaled", SIZE, ImageOptions.defaults().withFeatures(Feature.EXCLUSIVE_LOCK, Feature.JOURNALING));
        Image journaled = pool.openImage("journaled");
        assertFalse(runsBesideAReader(() -> journaled.read(0, 1)));
        assertTrue(journaled.isExclusiveLockOwner());
    }
}
