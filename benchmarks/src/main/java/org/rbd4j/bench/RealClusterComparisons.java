package org.rbd4j.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rbd4j.bench.Comparison.Goal;

/** What is compared on a real cluster, in the order of the table: the simulator's start with its own, and the two bindings. */
final class RealClusterComparisons {
    /** The first Java on which rbd-native runs. */
    static final int JAVA = 22;

    /** By how much two figures of JMH's profiler differ where nothing is allocated. */
    private static final double NOISE = 2;

    private static final String OURS = "rbd-native";
    private static final String THEIRS = "com.ceph:rados";

    private final RealCluster cluster;

    RealClusterComparisons(RealCluster cluster) {
        this.cluster = cluster;
    }

    List<Comparison> all() {
        return List.of(
                new Comparison(
                        "new cluster, image, write, read, close beside a real cluster's",
                        JmhBenchmark.of(StartUp.class, "simulated", Map.of()),
                        new ChildJvm(StartUp.class, "real", Quantity.TIME),
                        Goal.speedAtLeast(2000)),
                besideTheirs("librbd: random 4 KiB read beside com.ceph:rados", "read4k", 0.95),
                besideTheirs("librbd: random 4 KiB write beside com.ceph:rados", "write4k", 0.95),
                besideTheirs("librbd: stat beside com.ceph:rados", "stat", 3),
                new Comparison(
                        "librbd: 64 asynchronous 4 KiB writes beside synchronous ones",
                        time("write4kAsync64", OURS),
                        time("write4k64", OURS),
                        Goal.speedAtLeast(3)),
                allocation(
                        "librbd: heap that a 4 KiB read allocates beside what allocates none",
                        "read4kDirect",
                        "nothingForARead"),
                allocation(
                        "librbd: heap that a 4 KiB write allocates beside what allocates none",
                        "write4kDirect",
                        "nothingForAWrite"));
    }

    private Comparison besideTheirs(String name, String method, double bound) {
        return new Comparison(name, time(method, OURS), time(method, THEIRS), Goal.speedAtLeast(bound));
    }

    private Comparison allocation(String name, String method, String nothing) {
        // What else goes on in its process, JMH's profiler counts too: of a call that takes long, that is more than of
        // a short one.
        return new Comparison(
                name, of(method, OURS, Allocation::new), of(nothing, OURS, Allocation::new), Goal.costAtMost(NOISE));
    }

    private Measured time(String method, String binding) {
        return of(method, binding, benchmark -> benchmark);
    }

    private Measured of(String method, String binding, Function<JmhBenchmark, Measured> figure) {
        return new OnRealCluster(cluster, method, binding, figure);
    }
}
