package org.rbd4j.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;

/** Diffs between two snapshots, between which a few of an image's objects changed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Diffs {
    /** What the image is like. */
    public enum Layout {
        /** Full of small objects. */
        OBJECTS_10_000(12, 10_000, 1, 10),
        /** Full of small objects. */
        OBJECTS_100_000(12, 100_000, 1, 100),
        /** With every second object or so. */
        GIB_10(22, 1_000, 2.56, 100),
        /** With few objects here and there. */
        TIB_1(22, 1_000, 262.144, 100);

        private final int order;
        private final int written;
        private final double distance;
        private final int changed;

        Layout(int order, int written, double distance, int changed) {
            this.order = order;
            this.written = written;
            this.distance = distance;
            this.changed = changed;
        }

        private Image create(Pool pool, boolean hasFastDiff) {
            pool.createImage(
                    "image",
                    Math.round(written * distance) << order,
                    ImageOptions.defaults()
                            .withOrder(order)
                            .withFeatures(hasFastDiff ? ManyObjects.WITH_OBJECT_MAP : ManyObjects.WITHOUT_OBJECT_MAP));
            return pool.openImage("image");
        }

        private void write(Image image, int every) {
            for (int i = 0; i < written; i += every) {
                image.write((long) (i * distance) << order, new byte[ManyObjects.OBJECT]);
            }
        }
    }

    /** What the image is like. */
    @Param
    public Layout layout = Layout.OBJECTS_10_000;

    /** Whether it has an object map and fast-diff. */
    @Param({"false", "true"})
    public boolean hasFastDiff;

    private Image image;

    /** Makes the image. */
    @Setup
    public void make() {
        image = layout.create(ManyObjects.newPool(), hasFastDiff);
        layout.write(image, 1);
        image.snapshots().create("before");
        layout.write(image, layout.written / layout.changed);
        image.snapshots().create("after");
        image.selectSnapshot("after");
    }

    /** By the bytes; or with fast-diff, by whole objects, for that is what it can tell. */
    @Benchmark
    public void diff(Blackhole extents) {
        image.diff(DiffRange.since("before").withWholeObject(hasFastDiff), extents::consume);
    }
}
