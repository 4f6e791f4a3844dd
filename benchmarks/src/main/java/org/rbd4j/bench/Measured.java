package org.rbd4j.bench;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A benchmark with its parameters.
 *
 * @param type the class
 * @param method its method
 * @param parameters by their names
 */
record Measured(Class<?> type, String method, Map<String, String> parameters) {
    private static final int ITERATIONS = 3;

    Measured {
        parameters = Map.copyOf(parameters);
    }

    static Measured of(Class<?> type, String method, String parameter, String value) {
        return new Measured(type, method, Map.of(parameter, value));
    }

    /** Runs it in a JVM of its own. */
    double nanoseconds() {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + type.getName().replace(".", "\\.") + "\\." + method + "$")
                .forks(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.milliseconds(500))
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        try {
            return new Runner(options.build()).runSingle().getPrimaryResult().getScore();
        } catch (RunnerException e) {
            throw new IllegalStateException("benchmark " + this + " did not run", e);
        }
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "." + method + " " + new TreeMap<>(parameters);
    }
}
