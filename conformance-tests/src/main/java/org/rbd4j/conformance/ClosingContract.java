package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.rbd4j.AdvisoryLocks;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.HandleClosedException;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.Rados;
import org.rbd4j.Snapshots;

/** What is closed stays closed: every later call is refused, closing again is harmless, and nothing keeps the image busy. */
public abstract class ClosingContract extends Contract {
    private static final int SIZE = 100_000;
    private static final int ROUNDS = 10;

    /** A thread that has not come back by then never will. */
    private static final int SECONDS_UNTIL_LOST = 120;

    /** Used by the subclasses alone. */
    protected ClosingContract() {}

    @Test
    void everyCallOnAClosedImageIsRefused() {
        Image image = newImage(ImageShape.plain(SIZE));
        String name = image.name();
        image.close();
        image.close();
        assertAllRefused(callsOn(image, pool()));
        assertEquals(name, image.name());
        HandleClosedException refused = assertThrowsExactly(HandleClosedException.class, image::size);
        assertEquals(0, refused.errno(), "librbd was not asked");
        String message = refused.getMessage();
        assertTrue(message.contains("image is closed") && message.contains(name), message);
    }

    @Test
    void everyCallOnAClosedPoolIsRefused() {
        String imageName = newImage(ImageShape.plain(SIZE)).name();
        Pool closed = client().openPool(pool().name());
        Image image = closed.openImage(imageName);
        closed.close();
        closed.close();
        assertAllRefused(callsOn(closed));
        assertAllRefused(callsOn(image, closed));
        assertAllRefused(callsOn(image, pool()));
        Image open = pool().openImage(imageName);
        assertAllRefused(Stream.of(() -> pool().cloneImage("a", "b", closed, "c"), () -> open.copy(closed, "c")));
        assertEquals(pool().name(), closed.name());
        image.close();
    }

    @Test
    void everyCallOnAClosedConnectionIsRefused() {
        String imageName = newImage(ImageShape.plain(SIZE)).name();
        Rados closed = newClient();
        Pool pool = closed.openPool(pool().name());
        Image image = pool.openImage(imageName);
        closed.close();
        closed.close();
        assertAllRefused(Stream.of(
                closed::fsid,
                closed::listPools,
                () -> closed.createPool("another"),
                () -> closed.deletePool("another"),
                () -> closed.openPool("rbd")));
        assertAllRefused(callsOn(pool));
        assertAllRefused(callsOn(image, pool));
        image.close();
        pool.close();
    }

    private static Stream<Executable> callsOn(Pool pool) {
        return Stream.of(
                pool::listImages,
                () -> pool.createImage("another", 1),
                () -> pool.cloneImage("a", "b", pool, "c"),
                () -> pool.openImage("a"),
                () -> pool.renameImage("a", "b"),
                () -> pool.removeImage("a"),
                () -> pool.removeImage("a", Progress.NONE));
    }

    private static Stream<Executable> callsOn(Image image, Pool copies) {
        return Stream.of(
                        callsOnBytes(image),
                        callsOnTheWhole(image, copies),
                        callsOn(image.snapshots()),
                        callsOn(image.locks()))
                .flatMap(calls -> calls);
    }

    private static Stream<Executable> callsOnBytes(Image image) {
        return Stream.of(
                () -> image.read(0, 1),
                () -> image.read(0, 0),
                () -> image.read(0, ByteBuffer.allocate(1)),
                () -> image.write(0, new byte[1]),
                () -> image.write(0, new byte[0]),
                () -> image.discard(0, 1),
                image::flush,
                image::invalidateCache,
                () -> image.diff(DiffRange.sinceBeginning(), extent -> {}));
    }

    private static Stream<Executable> callsOnTheWhole(Image image, Pool copies) {
        return Stream.of(
                image::size,
                image::stat,
                image::features,
                () -> image.updateFeatures(Features.of(Feature.EXCLUSIVE_LOCK), true),
                image::flags,
                image::isOldFormat,
                image::stripeUnit,
                image::stripeCount,
                () -> image.resize(1),
                () -> image.selectSnapshot("a"),
                image::selectHead,
                image::parent,
                image::overlap,
                image::children,
                image::flatten,
                () -> image.copy(copies, "a"),
                () -> image.rebuildObjectMap(Progress.NONE),
                image::isExclusiveLockOwner);
    }

    private static Stream<Executable> callsOn(AdvisoryLocks locks) {
        return Stream.of(
                () -> locks.lockExclusive("a"),
                () -> locks.lockShared("a", "b"),
                () -> locks.unlock("a"),
                () -> locks.breakLock("client.1", "a"),
                locks::list);
    }

    private static Stream<Executable> callsOn(Snapshots snapshots) {
        return Stream.of(
                () -> snapshots.create("a"),
                snapshots::list,
                () -> snapshots.remove("a"),
                () -> snapshots.rename("a", "b"),
                () -> snapshots.protect("a"),
                () -> snapshots.unprotect("a"),
                () -> snapshots.isProtected("a"),
                () -> snapshots.rollback("a"));
    }

    private static void assertAllRefused(Stream<Executable> calls) {
        assertAll(calls.map(call -> () -> assertThrowsExactly(HandleClosedException.class, call)));
    }

    @Test
    void closingAConnectionClosesItsImages() {
        String name = newImage(ImageShape.plain(SIZE)).name();
        Rados client = newClient();
        Pool pool = client.openPool(pool().name());
        for (int i = 0; i < 3; i++) {
            pool.openImage(name).write(0, Content.of(i, 10));
        }
        client.close();
        client().close();
        try (Rados later = newClient();
                Pool again = later.openPool(pool.name())) {
            try (Image image = again.openImage(name)) {
                assertArrayEquals(Content.of(2, 10), image.read(0, 10));
            }
            again.removeImage(name);
            assertEquals(List.of(), again.listImages());
        }
    }

    @Test
    void handlesOfOneImageAreClosedOneByOne() {
        Image first = newImage(ImageShape.plain(SIZE));
        Image second = pool().openImage(first.name());
        first.write(0, Content.of(1, 10));
        first.close();
        assertArrayEquals(Content.of(1, 10), second.read(0, 10));
    }

    @Test
    void aReportOfProgressMayCloseItsImage() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        parent.snapshots().create("snapshot");
        parent.snapshots().protect("snapshot");
        pool().cloneImage(parent.name(), "snapshot", pool(), "clone");
        Image clone = pool().openImage("clone");
        clone.flatten((done, total) -> clone.close());
        assertThrowsExactly(HandleClosedException.class, clone::size);
        try (Image flat = pool().openImage("clone")) {
            assertEquals(Optional.empty(), flat.parent());
        }
    }

    @Test
    void whatDependsOnARequestMayCloseItsConnection() {
        Rados client = newClient();
        Image image = client.openPool(pool().name())
                .openImage(newImage(ImageShape.plain(SIZE)).name());
        image.async().write(0, Content.of(1, 10)).thenRun(client::close).join();
        assertThrowsExactly(HandleClosedException.class, client::fsid);
    }

    @Test
    void anInterruptEndsNoCallAndIsKept() {
        String name = newImage(ImageShape.plain(SIZE)).name();
        Thread.currentThread().interrupt();
        try (Rados client = newClient();
                Pool pool = client.openPool(pool().name());
                Image image = pool.openImage(name)) {
            image.write(0, Content.of(1, SIZE));
            assertArrayEquals(Content.of(1, SIZE), image.read(0, SIZE));
            assertEquals(SIZE, image.async().read(0, SIZE).join().length);
            image.snapshots().create("snapshot");
        } finally {
            assertTrue(Thread.interrupted(), "the interrupt is lost");
        }
    }

    @Test
    void anImageIsClosedWhileOtherThreadsUseIt() throws Exception {
        String name = newImage(ImageShape.plain(SIZE)).name();
        for (int round = 0; round < ROUNDS; round++) {
            Image image = pool().openImage(name);
            closeUnderLoad(image, image);
        }
    }

    @Test
    void aConnectionIsClosedWhileOtherThreadsReadItsImages() throws Exception {
        String name = newImage(ImageShape.plain(SIZE)).name();
        for (int round = 0; round < ROUNDS; round++) {
            Rados client = newClient();
            closeUnderLoad(client, client.openPool(pool().name()).openImage(name));
        }
    }

    /** Each thread's last call is refused; none of them crashes, hangs, or reads what nobody wrote. */
    private static void closeUnderLoad(AutoCloseable closed, Image image) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CountDownLatch warm = new CountDownLatch(3);
        List<Future<?>> ends = new ArrayList<>();
        ends.add(threads.submit(() -> untilRefused(warm, () -> image.read(0, SIZE))));
        ends.add(threads.submit(() -> untilRefused(warm, () -> image.read(SIZE - 10, ByteBuffer.allocateDirect(100)))));
        ends.add(threads.submit(() -> untilRefused(warm, () -> image.write(10, new byte[5_000]))));
        try {
            warm.await();
            closed.close();
            for (Future<?> end : ends) {
                end.get(SECONDS_UNTIL_LOST, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw new AssertionError("a thread did not end with 'closed'", failure);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void untilRefused(CountDownLatch warm, Runnable call) {
        call.run();
        warm.countDown();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                call.run();
            } catch (HandleClosedException refused) {
                assertTrue(refused.getMessage().contains("closed"), refused::toString);
                return;
            }
        }
        throw new AssertionError("nobody waited any longer for a call to be refused");
    }
}
