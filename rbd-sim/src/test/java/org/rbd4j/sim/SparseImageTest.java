package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** What is done to all of an image costs what is stored of it, however large the image is and however its bytes are striped. */
class SparseImageTest {
    /** More requests than what little is stored can need, and fewer than there are objects. */
    private static final long FEW = 200;

    enum Shape {
        PLAIN(12, 1L << 12, 1, 1L << 62),
        STRIPED(12, 512, 3, 1L << 62),
        AS_LARGE_AS_CAN_BE(25, 1L << 25, 7, Long.MAX_VALUE),
        AS_WIDE_AS_CAN_BE(12, 512, (1L << 32) - 1, 1L << 50);

        private final ImageOptions options;
        private final long size;
        /** Where an object begins. */
        private final long middle;

        Shape(int order, long stripeUnit, long stripeCount, long size) {
            ImageOptions small = ImageOptions.defaults().withOrder(order).withFeatures();
            this.options = stripeCount > 1 ? small.withStriping(stripeUnit, stripeCount) : small;
            this.size = size;
            long period = stripeCount << order;
            this.middle = size / 2 / period * period;
        }
    }

    @ParameterizedTest
    @EnumSource
    void discard(Shape shape) {
        inFewRequests(shape, image -> {
            image.async().discard(0, Long.MAX_VALUE).join();
            assertArrayEquals(new byte[4], image.read(shape.middle, 4));
        });
    }

    @ParameterizedTest
    @EnumSource
    void discardOfAsMuchAsACallTakes(Shape shape) {
        inFewRequests(shape, image -> {
            image.discard(shape.middle, Integer.MAX_VALUE);
            assertArrayEquals(new byte[] {1, 2, 3, 4}, image.read(0, 4));
        });
    }

    @ParameterizedTest
    @EnumSource
    void resize(Shape shape) {
        inFewRequests(shape, image -> {
            image.resize(1);
            image.resize(shape.size);
            assertArrayEquals(new byte[] {1}, image.read(0, 1));
            assertArrayEquals(new byte[4], image.read(shape.middle, 4));
        });
    }

    @ParameterizedTest
    @EnumSource
    void diff(Shape shape) {
        inFewRequests(shape, image -> {
            List<DiffExtent> extents = new ArrayList<>();
            image.diff(DiffRange.sinceBeginning().withPart(0, shape.size), extents::add);
            assertEquals(List.of(new DiffExtent(0, 4, true), new DiffExtent(shape.middle, 4, true)), extents);
        });
    }

    private interface Use {
        void of(Image image);
    }

    private static void inFewRequests(Shape shape, Use use) {
        SimCluster cluster = SimCluster.create();
        try (Rados rados = cluster.connect()) {
            try (Pool pool = rados.openPool("rbd")) {
                pool.createImage("image", shape.size, shape.options);
                try (Image image = pool.openImage("image")) {
                    image.write(0, new byte[] {1, 2, 3, 4});
                    image.write(shape.middle, new byte[] {5, 6, 7, 8});
                    long before = cluster.counters().get(SimCounter.OPERATIONS);
                    use.of(image);
                    long operations = cluster.counters().get(SimCounter.OPERATIONS) - before;
                    assertTrue(operations < FEW, () -> operations + " requests");
                }
            }
        }
    }
}
