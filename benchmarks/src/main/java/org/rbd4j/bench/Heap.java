package org.rbd4j.bench;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.sim.SimCluster;

/** A program that prints how many bytes of heap each of many things takes, all of which are in a cluster together. */
final class Heap {
    private static final int MANY = 2_000;

    /** The things. */
    enum Thing {
        /** In objects of 4 MiB that are full. */
        BYTE_WRITTEN {
            private static final int SIZE = 256 << 20;

            @Override
            int put(Pool pool) {
                pool.createImage("image", SIZE);
                try (Image image = pool.openImage("image")) {
                    byte[] object = new byte[Device.OBJECT];
                    for (long offset = 0; offset < SIZE; offset += object.length) {
                        image.write(offset, object);
                    }
                }
                return SIZE;
            }
        },
        IMAGE_OF_1_GIB {
            @Override
            int put(Pool pool) {
                return putImages(pool, 1L << 30, ImageOptions.defaults());
            }
        },
        IMAGE_OF_1_TIB {
            @Override
            int put(Pool pool) {
                return putImages(pool, 1L << 40, ImageOptions.defaults().withFeatures(ManyObjects.WITH_OBJECT_MAP));
            }
        },
        IMAGE_OF_1_EIB {
            @Override
            int put(Pool pool) {
                return putImages(pool, 1L << 60, ImageOptions.defaults().withFeatures(ManyObjects.WITHOUT_OBJECT_MAP));
            }
        },
        SNAPSHOT_OF_ONE_IMAGE {
            @Override
            void prepare(Pool pool) {
                pool.createImage("image", 1L << 30);
            }

            @Override
            int put(Pool pool) {
                try (Image image = pool.openImage("image")) {
                    each(MANY, name -> image.snapshots().create(name));
                }
                return MANY;
            }
        },
        SNAPSHOT_OF_MANY_IMAGES {
            @Override
            void prepare(Pool pool) {
                putImages(pool, 1L << 30, ImageOptions.defaults());
            }

            @Override
            int put(Pool pool) {
                each(MANY, name -> {
                    try (Image image = pool.openImage(name)) {
                        image.snapshots().create("snapshot");
                    }
                });
                return MANY;
            }
        };

        void prepare(Pool pool) {}

        /** Puts them there, and says how many they are. */
        abstract int put(Pool pool);
    }

    private Heap() {}

    public static void main(String[] arguments) {
        Thing thing = Thing.valueOf(arguments[0]);
        // The first time loads classes.
        bytesOfEach(thing);
        System.out.println(bytesOfEach(thing));
    }

    private static double bytesOfEach(Thing thing) {
        try (SimCluster cluster = SimCluster.create();
                Pool pool = cluster.connect().openPool("rbd")) {
            thing.prepare(pool);
            long before = used();
            int count = thing.put(pool);
            return (double) (used() - before) / count;
        }
    }

    private static int putImages(Pool pool, long size, ImageOptions options) {
        each(MANY, name -> pool.createImage(name, size, options));
        return MANY;
    }

    private static void each(int count, Consumer<String> body) {
        IntStream.range(0, count).mapToObj(i -> "number " + i).forEach(body);
    }

    private static long used() {
        // Once is not always enough for what was freed by a cleaner.
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
