package org.rbd4j.bench;

import java.util.List;
import java.util.function.Function;
import org.rbd4j.bench.Comparison.Goal;

/** All comparisons, in the order of the table. */
final class Comparisons {
    private Comparisons() {}

    static List<Comparison> all() {
        return List.of(
                io("random 4 KiB read beside a flat array", "read4k", "flat", Goal.speedAtLeast(0.7)),
                io("random 4 KiB read beside Jimfs", "read4k", "jimfs", Goal.speedAtLeast(1.1)),
                io("random 4 KiB write beside a flat array", "write4k", "flat", Goal.speedAtLeast(0.7)),
                io("random 4 KiB write beside Jimfs", "write4k", "jimfs", Goal.speedAtLeast(1.1)),
                io("sequential 4 MiB read beside a flat array", "read4m", "flat", Goal.speedAtLeast(0.9)),
                io("sequential 4 MiB write beside a flat array", "write4m", "flat", Goal.speedAtLeast(0.9)),
                new Comparison(
                        "asynchronous 4 KiB write beside a flat array",
                        of("write4kAsync64", "sim"),
                        of("write4k64", "flat"),
                        Goal.speedAtLeast(0.5)),
                new Comparison(
                        "random 4 KiB write, traced beside not",
                        of("write4k", "sim with trace"),
                        of("write4k", "sim"),
                        Goal.costAtMost(3)),
                overwrite("overwrite after a snapshot beside without", "1", 1.1),
                overwrite("overwrite with 300 snapshots beside without", "300", 1.2),
                chain("read through 8 clones beside through 1", "8", 1.3),
                chain("read through 64 clones beside through 1", "64", 3));
    }

    private static Measured of(String method, String kind) {
        return Measured.of(DeviceIo.class, method, "kind", kind);
    }

    private static Comparison io(String name, String method, String beside, Goal goal) {
        return new Comparison(name, of(method, "sim"), of(method, beside), goal);
    }

    private static Comparison overwrite(String name, String snapshots, double bound) {
        return cost(
                name, snapshots, "0", number -> Measured.of(Snapshots.class, "overwrite", "snapshots", number), bound);
    }

    private static Comparison chain(String name, String depth, double bound) {
        return cost(name, depth, "1", number -> Measured.of(Clones.class, "read4k", "depth", number), bound);
    }

    private static Comparison cost(
            String name, String number, String beside, Function<String, Measured> measured, double bound) {
        return new Comparison(name, measured.apply(number), measured.apply(beside), Goal.costAtMost(bound));
    }
}
