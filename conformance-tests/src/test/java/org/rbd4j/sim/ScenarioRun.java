package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.rbd4j.Errno;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;
import org.rbd4j.conformance.failures.FailedRequest;
import org.rbd4j.conformance.failures.PoolFacts;
import org.rbd4j.conformance.failures.Scenario;

/**
 * A scenario's call on a simulated cluster of its own.
 *
 * @param answer what it answered: an errno's name or {@link FailedRequest#OK}
 * @param before what the pool held before the call
 * @param after what it held afterwards
 * @param requests librbd's names of what it asked
 */
record ScenarioRun(String answer, PoolFacts before, PoolFacts after, Set<String> requests) {
    private static final String POOL = "rbd";

    /** What an object without a description of its own is called: nobody learns anything from it in a message. */
    private static final Pattern IDENTITY = Pattern.compile("[A-Z]\\w*@\\p{XDigit}+");

    /** Where no request fails. */
    static ScenarioRun of(Scenario scenario, Collection<String> requests) {
        return of(scenario, requests, layer -> {});
    }

    /** Where one fails. */
    static ScenarioRun of(Scenario scenario, Collection<String> requests, FailedRequest row, String failure) {
        return of(scenario, requests, layer -> layer.fail(row, failure));
    }

    private static ScenarioRun of(Scenario scenario, Collection<String> requests, Consumer<NamedRequests> failure) {
        NamedRequests[] layer = new NamedRequests[1];
        try (SimCluster cluster = SimCluster.builder()
                        .layer(next -> layer[0] = new NamedRequests(next, requests))
                        .build();
                Rados admin = cluster.connect(scenario.options());
                Pool pool = admin.openPool(POOL)) {
            scenario.preparation().accept(pool);
            PoolFacts before = look(cluster, pool);
            failure.accept(layer[0]);
            layer[0].beginCall();
            String answer = make(scenario, cluster);
            layer[0].endCall();
            return new ScenarioRun(answer, before, look(cluster, pool), layer[0].seen());
        }
    }

    private static PoolFacts look(SimCluster cluster, Pool pool) {
        List<String> objects = new ArrayList<>();
        cluster.metadataObjects().forEach(name -> objects.add(name.substring(POOL.length() + 1)));
        cluster.objects().forEach(object -> objects.add(object.name()));
        return PoolFacts.of(pool, objects);
    }

    private static String make(Scenario scenario, SimCluster cluster) {
        try (Rados client = cluster.connect(scenario.options());
                Pool pool = client.openPool(POOL)) {
            scenario.call().accept(pool);
            return FailedRequest.OK;
        } catch (RbdException failure) {
            assertFalse(IDENTITY.matcher(failure.getMessage()).find(), failure::getMessage);
            return Errno.name(failure.errno());
        }
    }
}
