package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/**
 * What operations are tried on: an image with an object map, two snapshots and data, a clone of the first with a snapshot of its
 * own, and an image without features; seen by one client, and by another that may own the managed lock.
 */
final class Scenery implements AutoCloseable {
    static final int OBJECT = 4096;
    static final ImageOptions SMALL_OBJECTS = ImageOptions.defaults().withOrder(12);

    /** Names that images may have by the end of an operation. */
    static final List<String> NAMES = List.of("base", "child", "plain", "victim", "new");

    final SimCluster cluster;
    final Rados rados;
    final Pool pool;
    final Pool others;

    /** What the operation is done to. */
    @Nullable
    Image subject;

    Scenery(SimCluster cluster) {
        this.cluster = cluster;
        Rados other = cluster.connect();
        this.others = other.openPool("rbd");
        this.rados = cluster.connect();
        this.pool = rados.openPool("rbd");
        others.createImage("base", 4 * OBJECT, SMALL_OBJECTS);
        try (Image base = others.openImage("base")) {
            base.write(0, bytes(2 * OBJECT, 1));
            base.snapshots().create("s1");
            base.snapshots().protect("s1");
            base.write(0, bytes(100, 2));
            base.snapshots().create("s2");
            base.write(2 * OBJECT, bytes(100, 3));
        }
        others.cloneImage("base", "s1", others, "child", SMALL_OBJECTS);
        try (Image child = others.openImage("child")) {
            child.write(0, bytes(10, 4));
            child.snapshots().create("c1");
            child.write(0, bytes(10, 5));
        }
        others.createImage("plain", 4 * OBJECT, SMALL_OBJECTS.withFeatures(Features.of(Feature.LAYERING)));
    }

    static byte[] bytes(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    Image open(String name) {
        return pool.openImage(name);
    }

    @Nullable
    Image nothing() {
        return null;
    }

    Image owned() {
        Image base = open("base");
        base.flush();
        return base;
    }

    /** The managed lock is held by a client that was blocklisted, and with it lost its watch. */
    Image leftByItsOwner() {
        others.openImage("base").flush();
        Image base = open("base");
        String owner = base.locks().list().orElseThrow().holders().get(0).client();
        assertThrows(ImageNotFoundException.class, () -> base.locks().breakLock(owner, "of no hold"));
        return base;
    }

    @Nullable
    Image victim() {
        pool.createImage("victim", 4 * OBJECT, SMALL_OBJECTS);
        try (Image image = pool.openImage("victim")) {
            image.write(0, bytes(2 * OBJECT, 1));
        }
        return null;
    }

    @Nullable
    Image victimClone() {
        pool.cloneImage("base", "s1", pool, "victim", SMALL_OBJECTS);
        try (Image image = pool.openImage("victim")) {
            image.write(0, bytes(10, 1));
        }
        return null;
    }

    /** A new client can create and remove an image, and finish a removal that was not finished. */
    void requireUsable() {
        try (Rados newcomer = cluster.connect();
                Pool newPool = newcomer.openPool("rbd")) {
            newPool.createImage("another", OBJECT, SMALL_OBJECTS);
            newPool.removeImage("another");
            if (isVictimInTheTrash(newPool)) {
                newPool.removeImage("victim");
                assertFalse(newPool.listImages().contains("victim"), "the victim is still listed");
            }
        }
    }

    /** Only there an image is listed that has no name. */
    private boolean isVictimInTheTrash(Pool seen) {
        return seen.listImages().stream().filter("victim"::equals).count() == 1
                && !cluster.metadataObjects().contains("rbd/rbd_id.victim");
    }

    @Override
    public void close() {
        cluster.close();
    }
}
