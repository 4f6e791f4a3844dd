package org.rbd4j.conformance.librbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.rbd4j.Errno;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;
import org.rbd4j.conformance.failures.FailedRequest;
import org.rbd4j.conformance.failures.PoolFacts;
import org.rbd4j.conformance.failures.Scenario;

/** A pool on a real cluster in which one scenario is run after the other; it has had images before the first. */
final class ScenarioPool implements AutoCloseable {
    /** In seconds. */
    static final int DEADLINE = 8;

    private static final String NAME = "failures";

    private final RealCluster cluster;
    private final RadosClient rados;

    ScenarioPool(RealCluster cluster) {
        this.cluster = cluster;
        rados = new RadosClient(cluster.conf());
        try (Rados admin = cluster.connect(Map.of())) {
            admin.createPool(NAME);
            try (Pool pool = admin.openPool(NAME)) {
                pool.createImage("former", 1);
                pool.removeImage("former");
            }
        }
    }

    /** For commands to the monitor. */
    RadosClient rados() {
        return rados;
    }

    /** Prepares an empty pool, makes the call with a client of its own, and looks before and after. */
    Run run(Scenario scenario, Supplier<Rados> client) {
        rados.empty(NAME);
        Set<String> remains = Set.copyOf(rados.objects(NAME));
        try (Rados admin = cluster.connect(scenario.options());
                Pool pool = admin.openPool(NAME)) {
            scenario.preparation().accept(pool);
            PoolFacts before = look(pool, remains);
            String answer = make(scenario, client);
            return new Run(answer, before, look(pool, remains));
        }
    }

    private PoolFacts look(Pool pool, Set<String> remains) {
        List<String> objects = new ArrayList<>(rados.objects(NAME));
        objects.removeAll(remains);
        return PoolFacts.of(pool, objects);
    }

    private static String make(Scenario scenario, Supplier<Rados> client) {
        long began = System.nanoTime();
        try (Rados connected = client.get();
                Pool pool = connected.openPool(NAME)) {
            scenario.call().accept(pool);
            return FailedRequest.OK;
        } catch (RbdException failure) {
            boolean lost = System.nanoTime() - began >= TimeUnit.SECONDS.toNanos(DEADLINE);
            return lost ? FailedRequest.NEVER : Errno.name(failure.errno());
        }
    }

    @Override
    public void close() {
        rados.close();
    }

    /**
     * What came of a run.
     *
     * @param answer what the call answered, by an errno's name if nothing else
     * @param before what the pool held before the call
     * @param after what it held after it
     */
    record Run(String answer, PoolFacts before, PoolFacts after) {
        /** The answer as the table has it of a request that failed with an errno. */
        String answerTo(String failure) {
            return answer.equals(failure) ? FailedRequest.ITSELF : answer;
        }
    }
}
