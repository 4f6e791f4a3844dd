package org.rbd4j.bench;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.sim.SimCluster;

/** Reads of 4 KiB through a chain of clones, of which only the first image was written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Clones {
    private static final int PAGE = 4096;
    private static final int PAGES = 16_384;

    /** How many clones there are on the way. */
    @Param({"1", "8", "64"})
    public int depth;

    private final SplittableRandom random = new SplittableRandom(1);
    private final ByteBuffer page = ByteBuffer.allocate(PAGE);
    private Image image;

    /** Makes the chain. */
    @Setup
    public void make() {
        image = chain();
    }

    private Image chain() {
        Pool pool = SimCluster.create().connect().openPool("rbd");
        pool.createImage("0", (long) PAGES * PAGE);
        try (Image first = pool.openImage("0")) {
            for (long number = 0; number < PAGES; number++) {
                first.write(number * PAGE, page.clear());
            }
        }
        for (int i = 0; i < depth; i++) {
            String name = String.valueOf(i);
            try (Image parent = pool.openImage(name)) {
                parent.snapshots().create("s");
                parent.snapshots().protect("s");
            }
            pool.cloneImage(name, "s", pool, String.valueOf(i + 1));
        }
        return pool.openImage(String.valueOf(depth));
    }

    /** What the first image holds. */
    @Benchmark
    public void read4k() {
        image.read(random.nextLong(PAGES) * PAGE, page.clear());
    }
}
