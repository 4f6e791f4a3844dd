package org.rbd4j.bench;

import java.util.Map;
import java.util.function.Function;

/**
 * A method of {@link BindingIo} on the real cluster of the run.
 *
 * @param cluster is started when the first of these is measured
 * @param method the method
 * @param binding the value of {@link BindingIo#binding}
 * @param figure what is measured of it
 */
record OnRealCluster(RealCluster cluster, String method, String binding, Function<JmhBenchmark, Measured> figure)
        implements Measured {
    @Override
    public double measure() {
        return on(cluster.conf()).measure();
    }

    @Override
    public String text(double value) {
        return on("").text(value);
    }

    private Measured on(String conf) {
        return figure.apply(JmhBenchmark.of(BindingIo.class, method, Map.of("binding", binding, "conf", conf)));
    }
}
