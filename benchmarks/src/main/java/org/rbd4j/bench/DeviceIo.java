package org.rbd4j.bench;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads and writes of a device: 4 KiB at random, and 4 MiB one after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeviceIo {
    private static final int PAGE = 4096;
    private static final int IN_FLIGHT = 64;

    /** What is measured. */
    @Param({"flat", "jimfs", "sim", "sim with trace"})
    public String kind = "";

    private final SplittableRandom random = new SplittableRandom(1);
    private final ByteBuffer page = ByteBuffer.allocate(PAGE);
    private final ByteBuffer object = ByteBuffer.allocate(Device.OBJECT);
    private Device device;
    private long next;

    /** Writes all of it. */
    @Setup
    public void write() {
        device = Device.of(kind);
    }

    private long anyPage() {
        return random.nextLong(Device.SIZE / PAGE) * PAGE;
    }

    private long nextObject() {
        next = (next + Device.OBJECT) % Device.SIZE;
        return next;
    }

    /** 4 KiB anywhere. */
    @Benchmark
    public void read4k() {
        device.read(anyPage(), page.clear());
    }

    /** 4 KiB anywhere. */
    @Benchmark
    public void write4k() {
        device.write(anyPage(), page.clear());
    }

    /** 4 MiB. */
    @Benchmark
    public void read4m() {
        device.read(nextObject(), object.clear());
    }

    /** 4 MiB. */
    @Benchmark
    public void write4m() {
        device.write(nextObject(), object.clear());
    }

    /** 64 asynchronous writes of 4 KiB anywhere, of a simulated image alone. */
    @Benchmark
    public void write4kAsync64() {
        CompletableFuture<?>[] writes = new CompletableFuture<?>[IN_FLIGHT];
        for (int i = 0; i < IN_FLIGHT; i++) {
            writes[i] = ((Device.Simulated) device).image().async().write(anyPage(), page.clear());
        }
        CompletableFuture.allOf(writes).join();
    }

    /** 64 writes of 4 KiB anywhere. */
    @Benchmark
    public void write4k64() {
        for (int i = 0; i < IN_FLIGHT; i++) {
            device.write(anyPage(), page.clear());
        }
    }
}
