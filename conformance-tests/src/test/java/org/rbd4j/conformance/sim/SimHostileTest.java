package org.rbd4j.conformance.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.rbd4j.conformance.hostile.HostileCallsContract;
import org.rbd4j.conformance.hostile.HostileRun;

class SimHostileTest extends HostileCallsContract {
    @Override
    protected HostileRun run(Path folder) {
        return HostileRun.on(uri(), Map.of(), folder, Duration.ofSeconds(60));
    }

    @Override
    protected String uri() {
        return "sim:hostile";
    }

    @Override
    protected long calls() {
        return 30_000;
    }
}
