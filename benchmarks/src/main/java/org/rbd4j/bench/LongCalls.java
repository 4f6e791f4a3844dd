package org.rbd4j.bench;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.sim.SimCluster;

/**
 * A program that prints for how many nanoseconds a long call on an image of 100,000 objects holds another image's reads of 4 KiB:
 * the 99.9th percentile.
 */
final class LongCalls {
    private static final int OBJECTS = 100_000;
    private static final int WARM_UPS = 3;
    private static final int MOST_CALLS = 50;
    private static final long LONG_ENOUGH = TimeUnit.SECONDS.toNanos(1);

    /** The long calls, each of which is made once on a cluster of its own. */
    enum Call {
        DIFF {
            @Override
            void prepare(Pool pool) {
                try (Image image = pool.openImage("image")) {
                    image.snapshots().create("before");
                    ManyObjects.write(image, OBJECTS / 1000, 1000);
                }
            }

            @Override
            void make(Pool pool, Image image) {
                image.diff(DiffRange.since("before"), extent -> {});
            }
        },
        FLATTEN {
            @Override
            void prepare(Pool pool) {
                pool.renameImage("image", "parent");
                try (Image parent = pool.openImage("parent")) {
                    parent.snapshots().create("snapshot");
                    parent.snapshots().protect("snapshot");
                }
                pool.cloneImage("parent", "snapshot", pool, "image");
            }

            @Override
            void make(Pool pool, Image image) {
                image.flatten();
            }
        },
        COPY {
            @Override
            void make(Pool pool, Image image) {
                image.copy(pool, "copy");
            }
        },
        REBUILD {
            @Override
            void make(Pool pool, Image image) {
                image.rebuildObjectMap(Progress.NONE);
            }
        },
        REMOVAL {
            @Override
            void make(Pool pool, Image image) {
                image.close();
                pool.removeImage("image");
            }
        };

        void prepare(Pool pool) {}

        abstract void make(Pool pool, Image image);
    }

    private LongCalls() {}

    public static void main(String[] arguments) {
        Call call = Call.valueOf(arguments[0]);
        SimCluster prepared = prepare(call);
        HeldReads reads = new HeldReads();
        for (int i = 0; i < WARM_UPS; i++) {
            time(call, prepared, reads);
        }
        reads.forget();
        int calls = 0;
        for (long underWay = 0; underWay < LONG_ENOUGH && calls < MOST_CALLS; calls++) {
            underWay += time(call, prepared, reads);
        }
        System.err.printf(
                Locale.ROOT,
                "%,d reads beside %d calls of %s: the median is %s, the longest %s%n",
                reads.count(),
                calls,
                call,
                Quantity.TIME.text(reads.perMille(500)),
                Quantity.TIME.text(reads.perMille(1000)));
        System.out.println(reads.perMille(999));
    }

    private static SimCluster prepare(Call call) {
        SimCluster cluster = SimCluster.create();
        try (Pool pool = cluster.connect().openPool("rbd")) {
            ManyObjects.create(pool, "image", OBJECTS, ManyObjects.WITH_OBJECT_MAP)
                    .close();
            ManyObjects.create(pool, "read", OBJECTS / 10, ManyObjects.WITH_OBJECT_MAP)
                    .close();
            call.prepare(pool);
        }
        return cluster;
    }

    /** Makes the call on a fork, and says how long it took. */
    private static long time(Call call, SimCluster prepared, HeldReads reads) {
        try (SimCluster cluster = prepared.fork()) {
            Pool pool = cluster.connect().openPool("rbd");
            Image image = pool.openImage("image");
            Image read = pool.openImage("read");
            long begin = System.nanoTime();
            reads.during(read, () -> call.make(pool, image));
            return System.nanoTime() - begin;
        }
    }
}
