package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** A chain of clones may be long, and one that would be too long is refused. */
class CloneChainTest {
    private static final int LONGEST = 256;
    private static final int SECONDS = 60;
    private static final long STACK_BYTES = 512 * 1024;
    private static final byte[] CONTENT = {1, 2, 3};

    @Test
    void aChainIsReadAndFlattenedOnAStackThatIsNotLarge() throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            makeAndUse();
            return null;
        });
        Thread thread = new Thread(null, task, "chain", STACK_BYTES);
        thread.start();
        task.get(SECONDS, TimeUnit.SECONDS);
    }

    private static void makeAndUse() {
        try (SimCluster cluster = SimCluster.create();
                Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("0", 1 << 14, ImageOptions.defaults().withOrder(12));
            try (Image root = pool.openImage("0")) {
                root.write(0, CONTENT);
            }
            for (int clones = 1; clones <= LONGEST; clones++) {
                clone(pool, clones);
            }
            InvalidArgumentException refused =
                    assertThrowsExactly(InvalidArgumentException.class, () -> clone(pool, LONGEST + 1));
            assertTrue(refused.getMessage().contains("the simulator holds 256"), refused::toString);
            use(pool, String.valueOf(LONGEST));
        }
    }

    private static void clone(Pool pool, int number) {
        String parent = String.valueOf(number - 1);
        try (Image image = pool.openImage(parent)) {
            image.snapshots().create("s");
            image.snapshots().protect("s");
        }
        pool.cloneImage(parent, "s", pool, String.valueOf(number));
    }

    private static void use(Pool pool, String last) {
        try (Image image = pool.openImage(last)) {
            assertArrayEquals(CONTENT, image.read(0, CONTENT.length));
            for (boolean byObject : new boolean[] {false, true}) {
                List<DiffExtent> extents = new ArrayList<>();
                image.diff(DiffRange.sinceBeginning().withParent(true).withWholeObject(byObject), extents::add);
                assertEquals(1, extents.size(), extents::toString);
            }
            image.write(1, new byte[] {9});
            image.flatten();
            assertArrayEquals(new byte[] {1, 9, 3}, image.read(0, CONTENT.length));
        }
    }
}
