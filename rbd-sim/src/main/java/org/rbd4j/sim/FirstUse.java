package org.rbd4j.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;
import org.rbd4j.internal.OwnThread;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.RequestFuture;

/**
 * Makes the interface's calls once, on a cluster of nobody's, before the first cluster is made. What Java initialises or links for the
 * first time where there is no memory or no stack for it stays broken for the rest of the process's life, so that it is done here, where
 * there is.
 */
final class FirstUse {
    /** More than all of it takes. */
    private static final int RESERVE_BYTES = 4 << 20;

    private static final long STACK_BYTES = 1 << 20;
    private static final int SIZE = 1 << 16;

    private static boolean isDone;
    private static volatile @Nullable Thread preparing;

    private FirstUse() {}

    /** Ends in an {@link OutOfMemoryError} or a {@link StackOverflowError} if there is too little, and may be tried again then. */
    static void prepare() {
        if (!isHere()) {
            prepareOnce();
        }
    }

    /** Whether this thread is at it: nobody is to hear of what it does. */
    static boolean isHere() {
        return Thread.currentThread() == preparing;
    }

    private static synchronized void prepareOnce() {
        if (isDone) {
            return;
        }
        byte[] reserve = new byte[RESERVE_BYTES];
        Reference.reachabilityFence(reserve);
        Quoted.prepare();
        OwnThread.run("rbd4j-first-use", STACK_BYTES, FirstUse::run);
        isDone = true;
    }

    private static void run() {
        preparing = Thread.currentThread();
        try {
            RequestFuture.prepare();
            makeCalls();
        } catch (RuntimeException wrong) {
            // A call that does not do what it should is the business of whoever makes it.
            return;
        } finally {
            preparing = null;
        }
    }

    /** Makes the calls; each does what it should. */
    static void makeCalls() {
        try (SimCluster cluster = SimCluster.builder().trace(1).build()) {
            try (Rados rados = cluster.connect(Map.of("rbd_default_order", "12"))) {
                rados.librbdVersion();
                rados.fsid();
                rados.createPool("other");
                rados.listPools();
                try (Pool pool = rados.openPool("rbd")) {
                    useImages(pool);
                }
                rados.deletePool("other");
            }
            cluster.fork().close();
        }
    }

    private static void useImages(Pool pool) {
        pool.createImage("image", SIZE);
        try (Image image = pool.openImage("image")) {
            useLocks(image);
            useContent(image);
            useChannel(image);
            ask(image);
            useSnapshots(pool, image);
            refused(() -> pool.createImage("image", SIZE));
            refused(() -> pool.openImage("none"));
            refused(() -> pool.removeImage("image"));
            refused(() -> image.read(SIZE, 1));
            refused(() -> image.write(-1, new byte[1]));
            refused(() -> image.snapshots().remove("none"));
            refused(image::flatten);
        }
        pool.renameImage("image", "renamed");
        pool.listImages();
        pool.removeImage("renamed", (done, total) -> {});
    }

    private static void useContent(Image image) {
        image.write(0, ByteBuffer.allocateDirect(5));
        image.write(1, new byte[SIZE / 2]);
        image.read(0, SIZE);
        image.discard(0, SIZE);
        image.flush();
        image.invalidateCache();
        image.async()
                .write(0, new byte[1])
                .thenCompose(done -> image.async().read(0, 1))
                .join();
        image.async().discard(0, 1).join();
        image.async().flush().join();
        image.async().read(SIZE, 1).exceptionally(failed -> new byte[0]).join();
    }

    private static void useChannel(Image image) {
        try (SeekableByteChannel channel = image.channel()) {
            channel.write(ByteBuffer.allocate(1));
            channel.position(0).read(ByteBuffer.allocate(1));
            channel.truncate(channel.size() + channel.position());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Before the handle takes the managed lock. */
    private static void useLocks(Image image) {
        image.locks().lockShared("cookie", "tag");
        image.locks().list();
        image.locks().unlock("cookie");
        image.locks().lockExclusive("cookie");
        refused(() -> image.locks().breakLock("none", "cookie"));
        image.locks().unlock("cookie");
    }

    private static List<Object> ask(Image image) {
        return List.of(
                image.name(),
                image.size(),
                image.stat(),
                image.features(),
                image.flags(),
                image.isOldFormat(),
                image.createdAt(),
                image.stripeUnit(),
                image.stripeCount(),
                image.parent(),
                image.overlap(),
                image.children(),
                image.isExclusiveLockOwner());
    }

    private static void useSnapshots(Pool pool, Image image) {
        image.write(0, new byte[SIZE]);
        image.snapshots().create("first");
        image.write(0, new byte[1]);
        image.snapshots().rename("first", "s");
        image.snapshots().protect("s");
        image.snapshots().isProtected("s");
        image.snapshots().list();
        image.diff(DiffRange.since("s"), extent -> {});
        image.diff(DiffRange.sinceBeginning().withWholeObject(true), extent -> {});
        pool.cloneImage("image", "s", pool, "clone", ImageOptions.defaults().withOrder(13));
        try (Image clone = pool.openImage("clone")) {
            clone.write(1, new byte[1]);
            clone.resize(SIZE / 2);
            clone.copy(pool, "copy");
            clone.flatten((done, total) -> {});
        }
        pool.removeImage("clone");
        pool.removeImage("copy");
        image.rebuildObjectMap((done, total) -> {});
        Features maps = Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);
        image.updateFeatures(maps, false);
        image.updateFeatures(maps, true);
        try (Image reader =
                pool.openImage("image", OpenOptions.defaults().withReadOnly().withSnapshot("s"))) {
            reader.read(0, 1);
            reader.selectHead();
            reader.selectSnapshot("s");
            refused(() -> reader.write(0, new byte[1]));
        }
        image.snapshots().rollback("s");
        image.snapshots().unprotect("s");
        image.snapshots().remove("s");
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (RbdException expected) {
            // What it took to refuse it is there now.
            return;
        }
        throw new IllegalStateException("a call that is to be refused was not");
    }
}
