package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** An image that was never written costs next to nothing, however large it is. */
class EmptyImageFootprintTest {
    private static final int IMAGES = 500;
    private static final long LIMIT = 16 * 1024;

    private static final Features WITH_OBJECT_MAP = Features.of(
            Feature.LAYERING, Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF, Feature.DEEP_FLATTEN);

    @ParameterizedTest
    @CsvSource({"4294967296, true", "1152921504606846976, false"})
    void anEmptyImageCostsLessThan16KiB(long size, boolean hasObjectMap) {
        Features features = hasObjectMap ? WITH_OBJECT_MAP : Features.of(Feature.LAYERING);
        try (SimCluster cluster = SimCluster.create();
                Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            List<Image> open = new ArrayList<>();
            // One image beforehand, so that classes are loaded and caches filled.
            createAndOpen(pool, "first", size, features, open);
            long before = usedHeap();
            for (int i = 0; i < IMAGES; i++) {
                createAndOpen(pool, "image-" + i, size, features, open);
            }
            long each = (usedHeap() - before) / IMAGES;
            assertEquals(IMAGES + 1, open.size());
            assertTrue(
                    each < LIMIT, () -> "an empty open image of " + size + " bytes costs " + each + " bytes of heap");
        }
    }

    private static void createAndOpen(Pool pool, String name, long size, Features features, List<Image> open) {
        pool.createImage(name, size, ImageOptions.defaults().withFeatures(features));
        open.add(pool.openImage(name));
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
