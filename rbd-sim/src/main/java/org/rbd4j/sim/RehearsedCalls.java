package org.rbd4j.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/** The interface's calls, each made once by one client on a cluster of its own. */
final class RehearsedCalls {
    private static final int SIZE = 1 << 16;

    private RehearsedCalls() {}

    /** Makes them; each does what it should. */
    static void make() {
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
            refused(() -> pool.removeImage("none"));
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

    /** Makes a call that is refused. */
    static void refused(Runnable call) {
        try {
            call.run();
        } catch (RbdException expected) {
            // What it took to refuse it is there now.
            return;
        }
        throw new IllegalStateException("a call that is to be refused was not");
    }
}
