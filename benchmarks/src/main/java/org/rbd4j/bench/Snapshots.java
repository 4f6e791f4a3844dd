package org.rbd4j.bench;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
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
import org.rbd4j.Pool;
import org.rbd4j.sim.SimCluster;

/** Writes of 4 KiB to an image of 64 MiB that has snapshots, or has none. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Snapshots {
    private static final int PAGE = 4096;
    private static final int PAGES = 16_384;

    /** How many snapshots are kept. */
    @Param({"0", "1", "300"})
    public int snapshots;

    private final SplittableRandom random = new SplittableRandom(1);
    private final ByteBuffer page = ByteBuffer.allocate(PAGE);
    private Image image;

    private static Image newImage(SimCluster cluster) {
        Pool pool = cluster.connect().openPool("rbd");
        pool.createImage("image", (long) PAGES * PAGE);
        return pool.openImage("image");
    }

    /** A new cluster, with an image that was written after its last snapshot. */
    @Setup(Level.Iteration)
    public void make() {
        image = newImage(SimCluster.create());
        for (int i = 0; i < snapshots; i++) {
            image.write((long) i * PAGE, page.clear());
            image.snapshots().create("snapshot " + i);
        }
        writeEachPage();
    }

    private void writeEachPage() {
        for (long number = 0; number < PAGES; number++) {
            image.write(number * PAGE, page.clear());
        }
    }

    /** A page that was written since the last snapshot. */
    @Benchmark
    public void overwrite() {
        image.write(random.nextLong(PAGES) * PAGE, page.clear());
    }
}
