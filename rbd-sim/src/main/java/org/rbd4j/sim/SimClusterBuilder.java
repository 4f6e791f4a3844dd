package org.rbd4j.sim;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.sim.config.CephOptions;
import org.rbd4j.sim.rados.RadosCluster;
import org.rbd4j.sim.rados.RequestPath;

/**
 * What a simulated cluster will be. Nothing is judged, and nothing happens, before {@link #build()}; it may be called again,
 * for another cluster of the same kind.
 */
public final class SimClusterBuilder {
    private record NamedClient(String name, Map<String, String> options) {}

    private Optional<String> name = Optional.empty();
    private List<String> pools = List.of("rbd");
    private final List<Map<String, String>> options = new ArrayList<>();
    private final List<NamedClient> clients = new ArrayList<>();
    private Clock clock = Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);
    private int tracedCalls;
    private boolean noSnapTrim;
    private UnaryOperator<RequestPath> layer = UnaryOperator.identity();

    SimClusterBuilder() {}

    /**
     * Makes it the cluster that {@code sim:NAME} connects to, which must not be there yet; without a name, nobody reaches it but
     * through the object.
     *
     * @param clusterName the cluster's name
     * @return this builder
     */
    public SimClusterBuilder named(String clusterName) {
        name = Optional.of(clusterName);
        return this;
    }

    /**
     * The pools that are there from the start, instead of the one named {@code rbd}.
     *
     * @param poolNames the pools' names, in the order of their creation; there may be none
     * @return this builder
     */
    public SimClusterBuilder pools(String... poolNames) {
        pools = List.of(poolNames);
        return this;
    }

    /**
     * An option that every client of this cluster has unless it connects with another value, as a {@code ceph.conf} sets it.
     *
     * @param optionName one of Ceph's names, such as {@code rbd_default_features}
     * @param value the value; of two values for one option, the later one counts
     * @return this builder
     */
    public SimClusterBuilder option(String optionName, String value) {
        return options(Map.of(optionName, value));
    }

    /**
     * Several options, each as {@link #option(String, String)} sets it.
     *
     * @param values Ceph's options by Ceph's names
     * @return this builder
     */
    public SimClusterBuilder options(Map<String, String> values) {
        options.add(Map.copyOf(values));
        return this;
    }

    /**
     * The clock by which images are created, for the cluster has none of its own; by default it stands still at
     * {@code 2024-01-01T00:00:00Z}.
     *
     * @param creationClock it is asked while the cluster is locked, so that it must not call the cluster
     * @return this builder
     */
    public SimClusterBuilder clock(Clock creationClock) {
        clock = Objects.requireNonNull(creationClock);
        return this;
    }

    /**
     * A client with the cluster's options that is connected from the start; {@link SimCluster#client(String)} has it.
     *
     * @param clientName what it is called here; the cluster itself calls it {@code client.4100} or the like
     * @return this builder
     */
    public SimClusterBuilder client(String clientName) {
        return client(clientName, Map.of());
    }

    /**
     * A client with options of its own that is connected from the start; {@link SimCluster#client(String)} has it.
     *
     * @param clientName what it is called here; the cluster itself calls it {@code client.4100} or the like
     * @param values Ceph's options by Ceph's names; they win over the cluster's
     * @return this builder
     */
    public SimClusterBuilder client(String clientName, Map<String, String> values) {
        clients.add(new NamedClient(clientName, Map.copyOf(values)));
        return this;
    }

    /**
     * Keeps the last calls from the start, as {@link SimCluster#keepTrace} does; by default none is kept.
     *
     * @param lastCalls how many calls at most; 0 keeps none
     * @return this builder
     */
    public SimClusterBuilder trace(int lastCalls) {
        tracedCalls = lastCalls;
        return this;
    }

    /**
     * Holds the trimmer of removed snapshots back from the start, as {@link SimCluster#setNoSnapTrim} does; by default it runs.
     *
     * @param held true to hold it back
     * @return this builder
     */
    public SimClusterBuilder noSnapTrim(boolean held) {
        noSnapTrim = held;
        return this;
    }

    /** Puts a layer next to the cluster, behind those that count and trace. */
    SimClusterBuilder layer(UnaryOperator<RequestPath> innermost) {
        layer = innermost;
        return this;
    }

    /**
     * Makes the cluster and connects its clients.
     *
     * @return the cluster, to be closed by the caller
     * @throws InvalidArgumentException if a name is empty, holds a NUL or is there twice, a cluster of that name is there
     *     already, the number of calls to keep is negative, or {@link SimCluster#connect(Map)} would refuse the options
     * @throws org.rbd4j.ConfigurationNotFoundException if there is no such option
     */
    public SimCluster build() {
        name.ifPresent(wanted -> Arguments.requireNamed("build: cluster '" + wanted + "'", wanted));
        Arguments.requireNotNegative("build: the number of calls to trace", tracedCalls);
        SimCluster made = make();
        if (name.isPresent() && !NamedClusters.add(name.get(), made)) {
            throw new InvalidArgumentException("build: there is a cluster sim:" + name.get() + " already");
        }
        return made;
    }

    /** The cluster, which {@code sim:NAME} does not lead to yet. */
    SimCluster make() {
        FirstUse.prepare();
        RadosCluster storage = new RadosCluster(clock);
        storage.holdSnapTrim(noSnapTrim);
        for (String pool : pools) {
            String call = "build: pool '" + pool + "'";
            Arguments.requireNamed(call, pool);
            if (!storage.createPool(pool)) {
                throw new InvalidArgumentException(call + ": the name is there twice");
            }
        }
        return new SimCluster(ClusterIdentity.of(name), storage, layer, clientSettings(), tracedCalls);
    }

    private ClientSettings clientSettings() {
        Map<String, Map<String, String>> named = new LinkedHashMap<>();
        for (NamedClient client : clients) {
            String call = "build: client '" + client.name() + "'";
            Arguments.requireNamed(call, client.name());
            if (named.put(client.name(), client.options()) != null) {
                throw new InvalidArgumentException(call + ": the name is there twice");
            }
        }
        Map<String, String> merged = new LinkedHashMap<>();
        options.forEach(given -> merged.putAll(CephOptions.byCephsNames(given)));
        return new ClientSettings(merged, named);
    }
}
