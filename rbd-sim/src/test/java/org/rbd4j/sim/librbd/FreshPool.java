package org.rbd4j.sim.librbd;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.RadosCluster;

/** A new cluster's only pool, as its only client has it. */
final class FreshPool {
    static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

    private FreshPool() {}

    static IoContext open() {
        RadosCluster cluster = new RadosCluster(Clock.fixed(NOW, ZoneOffset.UTC));
        cluster.createPool("pool");
        return new IoContext(
                cluster, cluster, cluster.connect(), cluster.pool("pool").orElseThrow());
    }
}
