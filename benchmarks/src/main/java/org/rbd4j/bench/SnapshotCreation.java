package org.rbd4j.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rbd4j.Image;
import org.rbd4j.Pool;

/** Snapshots and clones of an image with an object map; they are taken away again, so that there are never many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SnapshotCreation {
    private static final int BATCH = 16;

    /** How many objects the image has, all of them written. */
    @Param({"10", "100000"})
    public int objects;

    private final Pool pool = ManyObjects.newPool();
    private Image image;

    /** Makes the image, and the snapshot that is cloned. */
    @Setup
    public void make() {
        image = ManyObjects.create(pool, "image", objects, ManyObjects.WITH_OBJECT_MAP);
        image.snapshots().create("parent");
        image.snapshots().protect("parent");
    }

    /** Takes away what was made. */
    @TearDown(Level.Invocation)
    public void remove() {
        pool.listImages().stream().filter(name -> !name.equals("image")).forEach(pool::removeImage);
        image.snapshots().list().stream()
                .map(snapshot -> snapshot.name())
                .filter(name -> !name.equals("parent"))
                .forEach(image.snapshots()::remove);
    }

    /** One snapshot of a batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void create() {
        for (int i = 0; i < BATCH; i++) {
            image.snapshots().create("snapshot " + i);
        }
    }

    /** One clone of a batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void cloneImage() {
        for (int i = 0; i < BATCH; i++) {
            pool.cloneImage("image", "parent", pool, "clone " + i);
        }
    }
}
