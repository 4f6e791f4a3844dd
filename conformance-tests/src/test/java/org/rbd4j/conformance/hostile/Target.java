package org.rbd4j.conformance.hostile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What hostile calls are made on. */
enum Target {
    /** A simulated cluster in each JVM. */
    SIM("sim:hostile", Map.of(), Duration.ofSeconds(60), 20_000),

    /** The real cluster that {@code RBD4J_CEPH_CONF} names. */
    CEPH(
            "ceph:" + System.getenv("RBD4J_CEPH_CONF"),
            Map.of("rbd4j_deadline", "3", "rbd_cache", "false"),
            Duration.ofSeconds(60),
            2_000);

    private final String uri;
    private final Map<String, String> options;
    private final Duration clock;
    private final long callsOfEachProcess;

    Target(String uri, Map<String, String> options, Duration clock, long callsOfEachProcess) {
        this.uri = uri;
        this.options = options;
        this.clock = clock;
        this.callsOfEachProcess = callsOfEachProcess;
    }

    /** A run of one thread. */
    HostileRun run(Path folder) {
        return HostileRun.on(uri, options, folder, clock).withCallsOfEachProcess(callsOfEachProcess);
    }
}
