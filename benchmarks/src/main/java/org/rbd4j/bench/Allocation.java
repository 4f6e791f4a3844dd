package org.rbd4j.bench;

import org.openjdk.jmh.profile.GCProfiler;

/**
 * The heap that a benchmark's method allocates at each call, as JMH's profiler of the garbage collector counts it.
 *
 * @param benchmark the method
 */
record Allocation(JmhBenchmark benchmark) implements Measured {
    @Override
    public double measure() {
        // Calls that take long are compiled late, and until then they allocate what compiled ones do not.
        return benchmark
                .run(benchmark.withLongWarmUp().options().addProfiler(GCProfiler.class))
                .getSecondaryResults()
                .get("gc.alloc.rate.norm")
                .getScore();
    }

    @Override
    public String text(double value) {
        return Quantity.BYTES.text(value);
    }
}
