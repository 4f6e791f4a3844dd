package org.rbd4j.bench;

import java.nio.ByteBuffer;
import java.util.List;
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
import org.openjdk.jmh.infra.ThreadParams;

/** Reads and writes of 4 KiB at random, of threads on a device each, or on one device. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Threads {
    private static final int PAGE = 4096;

    /** What the threads share. */
    @State(Scope.Benchmark)
    public static class Devices {
        /** What is measured. */
        @Param({"flat", "sim"})
        public String kind = "";

        private List<Device> all = List.of();

        /** Writes all of them. */
        @Setup
        public void write() {
            all = Device.two(kind);
        }
    }

    /** What each thread has for itself. */
    @State(Scope.Thread)
    public static class Caller {
        private final ByteBuffer page = ByteBuffer.allocate(PAGE);
        private SplittableRandom random = new SplittableRandom();
        private int number;

        /**
         * Numbers the threads.
         *
         * @param threads of the benchmark
         */
        @Setup
        public void number(ThreadParams threads) {
            number = threads.getThreadIndex();
            random = new SplittableRandom(number);
        }

        private long anyPage() {
            return random.nextLong(Device.SIZE / PAGE) * PAGE;
        }

        private void read(Device device) {
            device.read(anyPage(), page.clear());
        }
    }

    /**
     * A read of the thread's own device.
     *
     * @param devices at most as many threads as devices
     * @param caller the thread's own
     */
    @Benchmark
    public void readOwn(Devices devices, Caller caller) {
        caller.read(devices.all.get(caller.number));
    }

    /**
     * A write to the thread's own device.
     *
     * @param devices at most as many threads as devices
     * @param caller the thread's own
     */
    @Benchmark
    public void writeOwn(Devices devices, Caller caller) {
        devices.all.get(caller.number).write(caller.anyPage(), caller.page.clear());
    }

    /**
     * A read of the first device.
     *
     * @param devices of which all threads read the first
     * @param caller the thread's own
     */
    @Benchmark
    public void readSame(Devices devices, Caller caller) {
        caller.read(devices.all.get(0));
    }
}
