package org.rbd4j.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rbd4j.Image;
import org.rbd4j.IoAdvice;

/** Calls of a binding of librbd on a real cluster: 4 KiB at random, and stat. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BindingIo {
    private static final int PAGE = 4096;
    private static final int IN_FLIGHT = 64;
    private static final int TIMED_CALLS = 500;
    /** What a caller who allocates nothing passes: where no advice is written down, Java makes an array of none for each call. */
    private static final IoAdvice[] NO_ADVICE = {};

    /** What is measured. */
    @Param({"rbd-native", "com.ceph:rados"})
    public String binding = "";

    /** The path of the cluster's configuration. */
    @Param("")
    public String conf = "";

    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[] page = new byte[PAGE];
    private final ByteBuffer direct = ByteBuffer.allocateDirect(PAGE);
    private final CompletableFuture<?>[] inFlight = new CompletableFuture<?>[IN_FLIGHT];
    private Binding opened;
    private long nanosOfARead;
    private long nanosOfAWrite;

    /** Makes the image, opens it, and finds out how long calls take. */
    @Setup
    public void open() {
        Binding.createImage(conf);
        opened = Binding.of(binding, conf);
        Arrays.setAll(inFlight, each -> CompletableFuture.completedFuture(null));
        nanosOfARead = nanosOf(this::read4k);
        nanosOfAWrite = nanosOf(this::write4k);
    }

    private static long nanosOf(Runnable call) {
        long begin = System.nanoTime();
        for (int i = 0; i < TIMED_CALLS; i++) {
            call.run();
        }
        return (System.nanoTime() - begin) / TIMED_CALLS;
    }

    /** Takes it away. */
    @TearDown
    public void close() {
        CompletableFuture.allOf(inFlight).join();
        opened.close();
        Binding.removeImage(conf);
    }

    private long anyPage() {
        return random.nextLong(Binding.SIZE / PAGE) * PAGE;
    }

    /** rbd-native's alone. */
    private Image image() {
        return ((Binding.RbdNative) opened).image();
    }

    /** 4 KiB anywhere, into an array. */
    @Benchmark
    public void read4k() {
        opened.read(anyPage(), page);
    }

    /** 4 KiB anywhere, of an array. */
    @Benchmark
    public void write4k() {
        opened.write(anyPage(), page);
    }

    /** What the image is like. */
    @Benchmark
    public Object stat() {
        return opened.stat();
    }

    /** 4 KiB anywhere, into a direct buffer. */
    @Benchmark
    public void read4kDirect() {
        image().read(anyPage(), direct.clear(), NO_ADVICE);
    }

    /** 4 KiB anywhere, of a direct buffer. */
    @Benchmark
    public void write4kDirect() {
        image().write(anyPage(), direct.clear(), NO_ADVICE);
    }

    /** What takes as long as a read, and allocates nothing. */
    @Benchmark
    public void nothingForARead() {
        LockSupport.parkNanos(nanosOfARead);
    }

    /** What takes as long as a write, and allocates nothing. */
    @Benchmark
    public void nothingForAWrite() {
        LockSupport.parkNanos(nanosOfAWrite);
    }

    /** 64 asynchronous writes of 4 KiB anywhere, of which 64 are in flight: each waits for the 64th before it. */
    @Benchmark
    public void write4kAsync64() {
        for (int i = 0; i < IN_FLIGHT; i++) {
            inFlight[i].join();
            inFlight[i] = image().async().write(anyPage(), page);
        }
    }

    /** 64 writes of 4 KiB anywhere, one after the other. */
    @Benchmark
    public void write4k64() {
        for (int i = 0; i < IN_FLIGHT; i++) {
            opened.write(anyPage(), page);
        }
    }
}
