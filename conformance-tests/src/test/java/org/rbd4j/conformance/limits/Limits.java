package org.rbd4j.conformance.limits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.rbd4j.Feature;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** The program of {@code bin/limits}. */
final class Limits {
    private static final String IMAGE = "image";
    private static final long SMALL = 1L << 20;
    private static final ImageOptions LAYERED = ImageOptions.defaults().withFeatures(Feature.LAYERING);
    private static final ImageOptions MAPPED = ImageOptions.defaults()
            .withFeatures(Feature.LAYERING, Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP)
            .withOrder(25);

    private Limits() {}

    /**
     * Runs it.
     *
     * @param arguments {@code sim:NAME}, or {@code ceph} for the cluster that {@code RBD4J_CEPH_CONF} names
     */
    public static void main(String... arguments) {
        String name = "limits";
        boolean isReal = arguments[0].equals("ceph");
        String uri = isReal ? "ceph:" + System.getenv("RBD4J_CEPH_CONF") : arguments[0];
        try (Rados rados = Rados.connect(uri, Map.of("rbd_cache", "false", "rbd4j_deadline", "600"))) {
            rados.createPool(name);
            try (Pool pool = rados.openPool(name)) {
                all(isReal).forEach(limit -> System.out.println("LIMIT " + limit.what() + " | " + limit.triedOn(pool)));
            }
            rados.deletePool(name);
        }
    }

    private static List<Limit> all(boolean isReal) {
        // Longer chains take librbd minutes each, and at each new snapshot it reads all that are there.
        List<Long> chains = isReal ? List.of(16L, 32L, 64L) : List.of(64L, 200L, 256L, 257L);
        List<Long> snapshots = isReal ? List.of(1_000L) : List.of(1_000L, 16_383L, 16_384L);
        return List.of(
                new Limit("image, bytes", List.of(1L << 50, 1L << 60, 1L << 62, Long.MAX_VALUE), Limits::image),
                new Limit(
                        "image with an object map, objects of 32 MiB",
                        List.of(1_000_000L, 256_000_000L, 256_000_001L),
                        Limits::mapped),
                new Limit(
                        "order of an object's size",
                        List.of(12L, 25L, 26L),
                        (pool, order) -> made(pool, SMALL, LAYERED.withOrder((int) order))),
                new Limit(
                        "stripe count",
                        List.of(1L << 20, (1L << 32) - 1, 1L << 32),
                        (pool, count) -> made(pool, SMALL, LAYERED.withStriping(4096, count))),
                new Limit("name of an image, bytes", List.of(256L, 2041L, 2042L), Limits::imageName),
                new Limit("name of a snapshot, bytes", List.of(256L, 4096L, 65_536L, 1L << 20), Limits::snapshotName),
                new Limit("clones of clones", chains, Limits::chain),
                new Limit("snapshots of an image", snapshots, Limits::snapshots),
                new Limit("handles of an image, open at once", List.of(100L, 1_000L), Limits::handles),
                new Limit("asynchronous writes of 4 KiB, begun at once", List.of(1_000L, 20_000L), Limits::inFlight));
    }

    private static void made(Pool pool, long size, ImageOptions options) {
        pool.createImage(IMAGE, size, options);
        try {
            pool.openImage(IMAGE).close();
        } finally {
            // Not resized to nothing first where it is removed: it has no object, and librbd would look for each.
            pool.removeImage(IMAGE);
        }
    }

    private static void image(Pool pool, long size) {
        String name = IMAGE + size;
        // It stays until its pool goes, for librbd removes an image object by object, of those that never were, too.
        pool.createImage(name, size, LAYERED);
        try (Image image = pool.openImage(name)) {
            image.write(size - 1, new byte[] {1});
        }
    }

    private static void mapped(Pool pool, long objects) {
        String name = IMAGE + "-mapped-" + objects;
        pool.createImage(name, objects << 25, MAPPED);
        pool.openImage(name).close();
    }

    private static void imageName(Pool pool, long bytes) {
        String name = "n".repeat((int) bytes);
        pool.createImage(name, SMALL);
        pool.openImage(name).close();
        pool.removeImage(name);
    }

    private static void snapshotName(Pool pool, long bytes) {
        String name = "s".repeat((int) bytes);
        String ofIt = IMAGE + "-of-" + bytes;
        pool.createImage(ofIt, SMALL);
        try (Image image = pool.openImage(ofIt)) {
            image.snapshots().create(name);
            image.snapshots().remove(name);
        }
        pool.removeImage(ofIt);
    }

    /** Longer than the one before by what is missing. */
    private static void chain(Pool pool, long clones) {
        String prefix = "chain-";
        long length = pool.listImages().stream()
                .filter(image -> image.startsWith(prefix))
                .count();
        if (length == 0) {
            pool.createImage(prefix + 0, SMALL, LAYERED);
            length = 1;
        }
        for (long i = length; i <= clones; i++) {
            try (Image parent = pool.openImage(prefix + (i - 1))) {
                parent.snapshots().create("s");
                parent.snapshots().protect("s");
            }
            pool.cloneImage(prefix + (i - 1), "s", pool, prefix + i);
        }
        try (Image last = pool.openImage(prefix + clones)) {
            last.write(0, new byte[] {1});
        }
    }

    private static void snapshots(Pool pool, long count) {
        String name = IMAGE + "-of-snapshots";
        if (count == 1_000) {
            pool.createImage(name, SMALL, LAYERED);
        }
        try (Image image = pool.openImage(name)) {
            for (int i = image.snapshots().list().size(); i < count; i++) {
                image.snapshots().create("s" + i);
            }
        }
        try (Image image = pool.openImage(name)) {
            image.write(0, new byte[] {1});
        }
    }

    private static void handles(Pool pool, long count) {
        pool.createImage(IMAGE, SMALL, LAYERED);
        Deque<Image> open = new ArrayDeque<>();
        try {
            for (long i = 0; i < count; i++) {
                open.push(pool.openImage(IMAGE));
            }
            open.peek().write(0, new byte[] {1});
        } finally {
            open.forEach(Image::close);
            pool.removeImage(IMAGE);
        }
    }

    private static void inFlight(Pool pool, long count) {
        pool.createImage(IMAGE, SMALL, LAYERED);
        try (Image image = pool.openImage(IMAGE)) {
            List<CompletableFuture<Void>> writes = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                writes.add(image.async().write(i % 256 * 4096, new byte[4096]));
            }
            CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
        }
        pool.removeImage(IMAGE);
    }
}
