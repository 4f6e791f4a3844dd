package org.rbd4j.bench;

import java.nio.ByteBuffer;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.sim.SimCluster;

/** Images of objects that are so small that many of them fit into memory, and were all written. */
final class ManyObjects {
    /** What an object map takes, and it. */
    static final Features WITH_OBJECT_MAP =
            Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF);

    static final Features WITHOUT_OBJECT_MAP = Features.of(Feature.LAYERING);

    private static final int ORDER = 12;

    /** In bytes. */
    static final int OBJECT = 1 << ORDER;

    private ManyObjects() {}

    /** The pool of a new cluster. */
    static Pool newPool() {
        return SimCluster.create().connect().openPool("rbd");
    }

    /** A new image that has so many objects and no room for more. */
    static Image create(Pool pool, String name, int objects, Features features) {
        pool.createImage(
                name,
                (long) objects * OBJECT,
                ImageOptions.defaults().withOrder(ORDER).withFeatures(features));
        Image image = pool.openImage(name);
        write(image, objects, 1);
        return image;
    }

    /** Writes the objects 0, distance, 2 * distance and so on. */
    static void write(Image image, int count, int distance) {
        ByteBuffer bytes = ByteBuffer.allocate(OBJECT);
        for (long i = 0; i < count; i++) {
            image.write(i * distance * OBJECT, bytes.clear());
        }
    }
}
