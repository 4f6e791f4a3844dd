package org.rbd4j.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Writes of 4 KiB, one to each page of an image of 16 MiB, in an order that is no order. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FirstWrites {
    private static final int PAGE = 4096;
    private static final int PAGES = 4096;

    /** True if each page was written before a snapshot; false if none ever was. */
    @Param({"false", "true"})
    public boolean hasSnapshot;

    private final ByteBuffer page = ByteBuffer.allocate(PAGE);
    private final long[] offsets = inAnyOrder();
    private final Pool pool = ManyObjects.newPool();
    private Image image;

    private static long[] inAnyOrder() {
        Integer[] pages = IntStream.range(0, PAGES).boxed().toArray(Integer[]::new);
        Collections.shuffle(Arrays.asList(pages), new Random(1));
        return Arrays.stream(pages).mapToLong(number -> (long) number * PAGE).toArray();
    }

    /** Makes the image. */
    @Setup(Level.Invocation)
    public void make() {
        pool.createImage("image", (long) PAGES * PAGE);
        image = pool.openImage("image");
        if (hasSnapshot) {
            write();
            image.snapshots().create("snapshot");
        }
    }

    /** Takes it away. */
    @TearDown(Level.Invocation)
    public void remove() {
        if (hasSnapshot) {
            image.snapshots().remove("snapshot");
        }
        image.close();
        pool.removeImage("image");
    }

    /** Each page for the first time. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public void write() {
        for (long offset : offsets) {
            image.write(offset, page.clear());
        }
    }
}
