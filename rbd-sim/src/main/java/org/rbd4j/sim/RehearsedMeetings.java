package org.rbd4j.sim;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.Rados;

/** What calls do where others were before them: another client, one that is gone, snapshots, a parent. */
final class RehearsedMeetings {
    private static final int SIZE = 1 << 16;

    /** Of an object; half of one is a page. */
    private static final int ORDER = 13;

    /** To be traced; more than are made. */
    private static final int MOST_CALLS = 1000;

    private static final Map<String, String> OPTIONS = Map.of(
            "rbd_default_features", "layering,exclusive-lock,object-map,fast-diff",
            "public_addr", "127.0.0.1",
            "cluster_addr", "::1");

    /** With these, snapshots of a clone get what is copied up too. */
    private static final Features DEEP =
            Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.DEEP_FLATTEN);

    private static final String IMAGE = "shared";
    private static final String CLONE = "clone";

    private RehearsedMeetings() {}

    /** Makes them; each does what it should. */
    static void make() {
        try (SimCluster cluster = SimCluster.builder().trace(MOST_CALLS).build();
                Rados one = cluster.connect(OPTIONS);
                Pool pool = one.openPool("rbd")) {
            pool.createImage(IMAGE, SIZE, ImageOptions.defaults().withOrder(ORDER));
            try (Image image = pool.openImage(IMAGE)) {
                image.write(0, data(SIZE));
                useWithSnapshots(pool, image);
                useLargeObjects(pool);
                removeUntrimmed(cluster, image);
                try (Rados another = cluster.connect();
                        Pool anothersPool = another.openPool("rbd")) {
                    meet(image, anothersPool);
                    lockOut(pool, anothersPool);
                }
                lookInto(cluster);
            }
            cluster.fork().close();
        }
    }

    /** Not zeroes, of which less is stored. */
    private static byte[] data(int length) {
        byte[] data = new byte[length];
        Arrays.fill(data, (byte) 1);
        return data;
    }

    /** Snapshots of which one goes while another stays, and clones that depend on one. */
    private static void useWithSnapshots(Pool pool, Image image) {
        image.snapshots().create("first");
        image.write(0, new byte[1]);
        image.snapshots().create("second");
        image.write(1, new byte[SIZE / 2]);
        image.snapshots().protect("second");
        pool.cloneImage(IMAGE, "second", pool, CLONE, ImageOptions.defaults().withOrder(ORDER));
        image.selectSnapshot("second");
        image.children();
        image.selectHead();
        useClone(pool);
        pool.removeImage(CLONE);
        pool.cloneImage(
                IMAGE,
                "second",
                pool,
                CLONE,
                ImageOptions.defaults().withStriping(1 << 12, 2).withFeatures(DEEP));
        useDeepClone(pool);
        RehearsedCalls.refused(() -> image.snapshots().unprotect("second"));
        RehearsedCalls.refused(() -> pool.removeImage(IMAGE));
        pool.removeImage(CLONE);
        image.snapshots().unprotect("second");
        image.snapshots().remove("first");
        image.snapshots().create("third");
        image.selectSnapshot("second");
        image.snapshots().remove("third");
        image.selectHead();
        image.snapshots().remove("second");
    }

    private static void useClone(Pool pool) {
        try (Image clone = pool.openImage(CLONE)) {
            clone.snapshots().create("first");
            clone.write(0, new byte[1]);
            DiffRange all = DiffRange.sinceBeginning().withParent(true);
            clone.diff(all, extent -> {});
            clone.diff(all.withWholeObject(true), extent -> {});
            clone.resize(SIZE / 2 + 1);
            clone.flatten(Progress.NONE);
            clone.snapshots().remove("first");
        }
    }

    private static void useDeepClone(Pool pool) {
        try (Image clone = pool.openImage(CLONE)) {
            clone.diff(DiffRange.sinceBeginning().withParent(true), extent -> {});
            clone.snapshots().create("first");
            clone.write(0, new byte[1]);
            clone.snapshots().remove("first");
        }
    }

    /** Of objects of many pages, what was written at once goes in part. */
    private static void useLargeObjects(Pool pool) {
        pool.createImage("large", SIZE);
        try (Image image = pool.openImage("large")) {
            image.write(0, new byte[1]);
            image.write(1 << ORDER, data(SIZE / 2));
            image.discard(1 << ORDER, SIZE / 2 - 1);
        }
        pool.removeImage("large");
    }

    /** The trimmer is held back, so that what a snapshot kept is still there once it is removed. */
    private static void removeUntrimmed(SimCluster cluster, Image image) {
        image.snapshots().create("gone");
        image.write(0, new byte[1]);
        cluster.setNoSnapTrim(true);
        image.snapshots().remove("gone");
        image.write(0, new byte[SIZE / 2]);
        cluster.setNoSnapTrim(false);
    }

    /** Another client asks the owner of the managed lock, takes the lock from it, and finds out what it did meanwhile. */
    private static void meet(Image image, Pool anothersPool) {
        image.write(0, new byte[1]);
        try (Image another = anothersPool.openImage(IMAGE)) {
            another.snapshots().create("asked");
            another.diff(DiffRange.since("asked"), extent -> {});
            another.snapshots().remove("asked");
            another.write(0, new byte[1]);
            image.write(0, new byte[1]);
            image.snapshots().create("kept");
            image.write(0, new byte[1]);
        }
    }

    /** Another client breaks a lock, so that its holder is shut out, with all else that it holds. */
    private static void lockOut(Pool pool, Pool anothersPool) {
        pool.createImage("locked", SIZE);
        try (Image locked = pool.openImage("locked");
                Image another = anothersPool.openImage("locked");
                Image left = anothersPool.openImage(IMAGE)) {
            locked.locks().lockExclusive("cookie");
            String client =
                    another.locks().list().orElseThrow().holders().get(0).client();
            another.locks().breakLock(client, "cookie");
            left.write(0, new byte[1]);
        }
    }

    /** What only tests ask for. */
    private static List<String> lookInto(SimCluster cluster) {
        return List.of(
                cluster.toString(),
                cluster.usage().toString(),
                cluster.openHandles().toString(),
                cluster.objects().toString(),
                cluster.metadataObjects().toString(),
                cluster.counters().minus(cluster.counters()).toString(),
                cluster.trace().toString());
    }
}
