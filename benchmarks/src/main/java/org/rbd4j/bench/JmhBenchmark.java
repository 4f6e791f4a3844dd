package org.rbd4j.bench;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The mean time of a JMH benchmark's method, in a JVM of its own.
 *
 * @param type the class
 * @param method its method
 * @param threads how many call it at once
 * @param warmUps how many half seconds pass before it is measured
 * @param parameters by their names
 */
record JmhBenchmark(Class<?> type, String method, int threads, int warmUps, Map<String, String> parameters)
        implements Measured {
    private static final int ITERATIONS = 3;
    /**
     * Where most of the time passes outside of the method, or one call takes long: it is compiled late then, and later still where that
     * takes longer.
     */
    private static final int LONG_WARM_UPS = 24;

    JmhBenchmark {
        parameters = Map.copyOf(parameters);
    }

    static JmhBenchmark of(Class<?> type, String method, Map<String, String> parameters) {
        return new JmhBenchmark(type, method, 1, ITERATIONS, parameters);
    }

    static JmhBenchmark of(Class<?> type, String method, String parameter, String value) {
        return of(type, method, Map.of(parameter, value));
    }

    JmhBenchmark withThreads(int count) {
        return new JmhBenchmark(type, method, count, warmUps, parameters);
    }

    JmhBenchmark withLongWarmUp() {
        return new JmhBenchmark(type, method, threads, LONG_WARM_UPS, parameters);
    }

    @Override
    public double measure() {
        return run(options()).getPrimaryResult().getScore();
    }

    @Override
    public String text(double value) {
        return Quantity.TIME.text(value);
    }

    ChainedOptionsBuilder options() {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + type.getName().replace(".", "\\.") + "\\." + method + "$")
                .forks(1)
                .threads(threads)
                .warmupIterations(warmUps)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.milliseconds(500))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        return options;
    }

    RunResult run(ChainedOptionsBuilder options) {
        try {
            return new Runner(options.build()).runSingle();
        } catch (RunnerException e) {
            throw new IllegalStateException("benchmark " + this + " did not run", e);
        }
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "." + method + " " + new TreeMap<>(parameters);
    }
}
