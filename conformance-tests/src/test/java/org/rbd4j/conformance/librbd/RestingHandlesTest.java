package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.Image;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/**
 * Handles that rest keep their watches, as on any cluster whose OSDs wait longer for a ping than clients take to send one. A
 * handle that lost its watch takes another, and what it owns is from then on locked by a cookie of that one's.
 */
@OnLibrbd
class RestingHandlesTest {
    /** The cluster's osd_client_watch_timeout, and some to spare. */
    private static final Duration REST = Duration.ofMillis(3_500);

    /** Of several new watches, hardly each has the cookie of the old. */
    private static final int HANDLES = 8;

    @Test
    void holdTheirLocksByTheSameCookies() throws InterruptedException {
        String poolName = "rest-" + UUID.randomUUID();
        try (Rados rados = RealCluster.get().connect(Map.of())) {
            rados.createPool(poolName);
            try (Pool pool = rados.openPool(poolName)) {
                List<Image> owners = owners(pool);
                List<AdvisoryLock> before = locks(pool, owners);
                Thread.sleep(REST.toMillis());
                assertEquals(before, locks(pool, owners));
                owners.forEach(Image::close);
            } finally {
                rados.deletePool(poolName);
            }
        }
    }

    private static List<Image> owners(Pool pool) {
        List<Image> owners = new ArrayList<>();
        for (int i = 0; i < HANDLES; i++) {
            pool.createImage("image" + i, 4096);
            Image image = pool.openImage("image" + i);
            image.write(0, new byte[] {1});
            owners.add(image);
        }
        return owners;
    }

    /** As new handles see them: one that is open may not have heard of its own. */
    private static List<AdvisoryLock> locks(Pool pool, List<Image> images) {
        List<AdvisoryLock> locks = new ArrayList<>();
        for (Image image : images) {
            try (Image fresh =
                    pool.openImage(image.name(), OpenOptions.defaults().withReadOnly())) {
                locks.add(fresh.locks().list().orElseThrow());
            }
        }
        return locks;
    }
}
