package org.rbd4j.conformance.failures;

import java.util.Arrays;
import java.util.function.Consumer;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;

/** The images of the scenarios: 16 MiB, in objects of 4 MiB. */
final class Images {
    static final long MIB = 1 << 20;
    static final String IMAGE = "image";
    static final String PARENT = "parent";
    static final String CLONE = "clone";

    static final Features PLAIN = Features.of(Feature.LAYERING);
    static final Features ALL = Features.of(
            Feature.LAYERING, Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF, Feature.DEEP_FLATTEN);

    private static final long SIZE = 16 * MIB;
    private static final long OBJECT_SIZE = 4 * MIB;
    private static final int BYTES_PER_OBJECT = 100;

    private Images() {}

    static void create(Pool pool, Features features) {
        pool.createImage(IMAGE, SIZE, ImageOptions.defaults().withFeatures(features));
    }

    /** With a snapshot named s, and bytes in its first and its third object. */
    static void parent(Pool pool, boolean isProtected) {
        pool.createImage(PARENT, SIZE, ImageOptions.defaults().withFeatures(ALL));
        write(pool, PARENT, 'p', 0, 2);
        on(PARENT, parent -> {
                    parent.snapshots().create("s");
                    if (isProtected) {
                        parent.snapshots().protect("s");
                    }
                })
                .accept(pool);
    }

    static void cloneParent(Pool pool, Features features, int... written) {
        pool.cloneImage(PARENT, "s", pool, CLONE, ImageOptions.defaults().withFeatures(features));
        if (written.length > 0) {
            write(pool, CLONE, 'c', written);
        }
    }

    static void snapshot(Pool pool, String image, String name) {
        on(image, opened -> opened.snapshots().create(name)).accept(pool);
    }

    static void write(Pool pool, String image, char content, int... objects) {
        byte[] bytes = new byte[BYTES_PER_OBJECT];
        Arrays.fill(bytes, (byte) content);
        on(image, opened -> {
                    for (int object : objects) {
                        opened.write(object * OBJECT_SIZE, bytes);
                    }
                    opened.flush();
                })
                .accept(pool);
    }

    static Consumer<Pool> on(String image, Consumer<Image> call) {
        return on(image, OpenOptions.defaults(), call);
    }

    static Consumer<Pool> on(String image, OpenOptions options, Consumer<Image> call) {
        return pool -> {
            try (Image opened = pool.openImage(image, options)) {
                call.accept(opened);
            }
        };
    }
}
