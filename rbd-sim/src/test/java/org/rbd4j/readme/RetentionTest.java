package org.rbd4j.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.sim.SimCluster;

class RetentionTest {
    @Test
    void anExpensiveClusterIsMadeOnceAndForked() {
        Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
        try (SimCluster expensive = SimCluster.builder()
                .pools("volumes", "backups")
                .option("rbd_default_order", "20")
                .clock(Clock.fixed(newYear, ZoneOffset.UTC))
                .client("app")
                .build()) {
            Pool volumes = expensive.client("app").openPool("volumes");
            volumes.createImage("vm-1", 1L << 30);
            try (SimCluster fork = expensive.fork()) {
                Pool forked = fork.client("app").openPool("volumes");
                try (Image image = forked.openImage("vm-1")) {
                    assertEquals(newYear, image.createdAt());
                }
                forked.removeImage("vm-1");
                assertEquals(2, fork.openHandles().size(), "the client and its pool");
            }
            assertEquals(List.of("vm-1"), volumes.listImages());
        }
    }
}
