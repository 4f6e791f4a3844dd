package org.rbd4j.conformance.librbd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.rbd4j.conformance.hostile.HostileCallsContract;
import org.rbd4j.conformance.hostile.HostileRun;

@OnLibrbd
class LibrbdHostileTest extends HostileCallsContract {
    @Override
    protected HostileRun run(Path folder) {
        return run(folder, Duration.ofSeconds(60));
    }

    @Override
    protected String uri() {
        return "ceph:" + RealCluster.get().conf();
    }

    @Override
    protected long calls() {
        return 1_200;
    }

    static HostileRun run(Path folder, Duration clock) {
        return HostileRun.on(
                "ceph:" + RealCluster.get().conf(), Map.of("rbd4j_deadline", "3", "rbd_cache", "false"), folder, clock);
    }
}
