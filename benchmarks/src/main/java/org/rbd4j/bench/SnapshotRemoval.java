package org.rbd4j.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.rbd4j.Image;

/** The removal of an image's only snapshot, after which some objects were written and so cloned for it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SnapshotRemoval {
    /** How many objects the image has, all of them written. */
    @Param({"10", "100000"})
    public int objects;

    /** How many were cloned. */
    @Param({"10", "1000"})
    public int cloned;

    private Image image;

    /** Makes the image. */
    @Setup
    public void make() {
        image = ManyObjects.create(ManyObjects.newPool(), "image", objects, ManyObjects.WITH_OBJECT_MAP);
    }

    /** Makes the snapshot. */
    @Setup(Level.Invocation)
    public void snapshot() {
        image.snapshots().create("snapshot");
        ManyObjects.write(image, cloned, objects / cloned);
    }

    /** With the trimmer, which runs at once. */
    @Benchmark
    public void remove() {
        image.snapshots().remove("snapshot");
    }
}
