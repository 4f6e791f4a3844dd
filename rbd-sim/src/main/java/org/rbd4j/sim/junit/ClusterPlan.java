package org.rbd4j.sim.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rbd4j.sim.SimCluster;

/** What an annotation says of the clusters that its tests get. */
record ClusterPlan(List<String> pools, List<String> options, int trace, boolean failOnLeak) {
    /** As the annotations are without attributes. */
    static final ClusterPlan DEFAULT = new ClusterPlan(List.of("rbd"), List.of(), 200, false);

    static ClusterPlan of(RbdSimTest test) {
        return new ClusterPlan(List.of(test.pools()), List.of(test.options()), test.trace(), test.failOnLeak());
    }

    static ClusterPlan of(RbdSimProperty property) {
        return new ClusterPlan(
                List.of(property.pools()), List.of(property.options()), property.trace(), property.failOnLeak());
    }

    SimCluster build() {
        return SimCluster.builder()
                .pools(pools.toArray(String[]::new))
                .options(namedOptions())
                .trace(trace)
                .build();
    }

    private Map<String, String> namedOptions() {
        Map<String, String> named = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("option '" + option + "' is not of the form name=value");
            }
            named.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return named;
    }
}
