package org.rbd4j.sim;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rbd4j.sim.config.CephOptions;

/**
 * What a cluster's clients have from its builder; immutable, and options that no client could have are refused.
 *
 * @param options Ceph's options by Ceph's names: each client has them unless it connects with other values
 * @param named the own options of the clients that the cluster connects by itself, by what the clients are called
 */
record ClientSettings(Map<String, String> options, Map<String, Map<String, String>> named) {
    ClientSettings {
        options = CephOptions.byCephsNames(options);
        // Not Map.copyOf: clients get their ids in this order.
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
        ClientOptions.parse(options);
    }

    /** The options of a client that connects with these. */
    ClientOptions parse(Map<String, String> own) {
        Map<String, String> all = new HashMap<>(options);
        all.putAll(CephOptions.byCephsNames(own));
        return ClientOptions.parse(all);
    }
}
