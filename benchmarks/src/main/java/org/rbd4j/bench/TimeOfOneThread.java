package org.rbd4j.bench;

/**
 * The time in which several threads do one call, in parts of the time that one thread takes: the inverse of their gain.
 *
 * @param benchmark with one thread
 * @param threads how many there are instead
 */
record TimeOfOneThread(JmhBenchmark benchmark, int threads) implements Measured {
    @Override
    public double measure() {
        double alone = benchmark.measure();
        return benchmark.withThreads(threads).measure() / threads / alone;
    }

    @Override
    public String text(double value) {
        return Quantity.TIME_OF_ONE_THREAD.text(value);
    }
}
