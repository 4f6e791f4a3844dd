package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.Rados;

/** What librbd answers wrongly the simulator answers wrongly too, unless {@code rbd4j_librbd_defects} is false. */
class LibrbdDefectsTest {
    private static final byte[] DATA = {1, 2, 3};
    private static final byte[] LOST = {0, 0, 0};
    private static final Features LOCK = Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK);
    private static final Features MAPS = Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRollbackTrustsTheInvalidMapThatItBringsBack(boolean reproduced) {
        try (SimCluster cluster = SimCluster.create();
                Rados rados = connect(cluster, reproduced);
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("image", 4096, ImageOptions.defaults().withFeatures(LOCK));
            Image image = pool.openImage("image");
            image.write(0, DATA);
            image.updateFeatures(MAPS, true);
            image.snapshots().create("snapshot");
            image.rebuildObjectMap(Progress.NONE);
            image.snapshots().rollback("snapshot");
            assertArrayEquals(reproduced ? LOST : DATA, image.read(0, DATA.length));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCopyByTheLocksOwnerLosesWhatOnlyTheParentHas(boolean reproduced) {
        try (SimCluster cluster = SimCluster.create();
                Rados rados = connect(cluster, reproduced);
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("parent", 4096, ImageOptions.defaults().withFeatures(LOCK));
            Image parent = pool.openImage("parent");
            parent.write(0, DATA);
            parent.snapshots().create("snapshot");
            parent.snapshots().protect("snapshot");
            Features withMap = LOCK.plus(MAPS);
            pool.cloneImage(
                    "parent", "snapshot", pool, "child", ImageOptions.defaults().withFeatures(withMap));
            Image child = pool.openImage("child");
            child.flush();
            child.copy(pool, "copy");
            assertArrayEquals(reproduced ? LOST : DATA, pool.openImage("copy").read(0, DATA.length));
        }
    }

    private static Rados connect(SimCluster cluster, boolean reproduced) {
        return cluster.connect(Map.of("rbd4j_librbd_defects", String.valueOf(reproduced)));
    }
}
