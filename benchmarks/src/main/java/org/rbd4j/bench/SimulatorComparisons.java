package org.rbd4j.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rbd4j.bench.Comparison.Goal;

/** What the simulator is compared with, and what is asked of it alone, in the order of the table. */
final class SimulatorComparisons {
    private SimulatorComparisons() {}

    static List<Comparison> all() {
        return Stream.of(io(), writesAndSnapshots(), clones(), diffs(), heap(), threads(), longCalls())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Comparison> io() {
        return List.of(
                io("random 4 KiB read beside a flat array", "read4k", "flat", Goal.speedAtLeast(0.7)),
                io("random 4 KiB read beside Jimfs", "read4k", "jimfs", Goal.speedAtLeast(1.1)),
                io("random 4 KiB write beside a flat array", "write4k", "flat", Goal.speedAtLeast(0.7)),
                io("random 4 KiB write beside Jimfs", "write4k", "jimfs", Goal.speedAtLeast(1.1)),
                io("sequential 4 MiB read beside a flat array", "read4m", "flat", Goal.speedAtLeast(0.9)),
                io("sequential 4 MiB write beside a flat array", "write4m", "flat", Goal.speedAtLeast(0.9)),
                new Comparison(
                        "asynchronous 4 KiB write beside a flat array",
                        device("write4kAsync64", "sim"),
                        device("write4k64", "flat"),
                        Goal.speedAtLeast(0.5)),
                new Comparison(
                        "random 4 KiB write, traced beside not",
                        device("write4k", "sim with trace"),
                        device("write4k", "sim"),
                        Goal.costAtMost(3)));
    }

    private static JmhBenchmark device(String method, String kind) {
        return JmhBenchmark.of(DeviceIo.class, method, "kind", kind);
    }

    private static Comparison io(String name, String method, String beside, Goal goal) {
        return new Comparison(name, device(method, "sim"), device(method, beside), goal);
    }

    private static List<Comparison> writesAndSnapshots() {
        return List.of(
                cost("first write after a snapshot beside a first write", "true", "false", firstWrite(), 3),
                cost("overwrite after a snapshot beside without", "1", "0", overwrite(), 1.1),
                cost("overwrite with 300 snapshots beside without", "300", "0", overwrite(), 1.2),
                cost("snapshot of 100,000 objects beside of 10", "100000", "10", creation("create"), 1.5),
                cost(
                        "snapshot removal, 10 of 100,000 objects cloned beside 10 of 10",
                        "100000",
                        "10",
                        objects -> removal(objects, 10),
                        1.5),
                cost(
                        "snapshot removal for each object cloned, 1,000 beside 10",
                        "1000",
                        "10",
                        cloned -> removal("100000", Integer.parseInt(cloned)).per(Integer.parseInt(cloned)),
                        1.5),
                absolute(
                        "fork of a cluster for each object, in µs",
                        JmhBenchmark.of(Forks.class, "fork", Map.of()),
                        Unit.MICROSECOND,
                        1));
    }

    private static Function<String, Measured> firstWrite() {
        return hasSnapshot -> JmhBenchmark.of(FirstWrites.class, "write", "hasSnapshot", hasSnapshot)
                .withLongWarmUp();
    }

    private static Function<String, Measured> overwrite() {
        return snapshots -> JmhBenchmark.of(Snapshots.class, "overwrite", "snapshots", snapshots);
    }

    private static Function<String, Measured> creation(String method) {
        return objects -> JmhBenchmark.of(SnapshotCreation.class, method, "objects", objects)
                .withLongWarmUp();
    }

    private static Measured removal(String objects, int cloned) {
        return JmhBenchmark.of(
                        SnapshotRemoval.class, "remove", Map.of("objects", objects, "cloned", String.valueOf(cloned)))
                .withLongWarmUp();
    }

    private static List<Comparison> clones() {
        Function<String, Measured> read = depth -> JmhBenchmark.of(Clones.class, "read4k", "depth", depth);
        return List.of(
                cost("clone of 100,000 objects beside of 10", "100000", "10", creation("cloneImage"), 1.5),
                cost("read through 8 clones beside through 1", "8", "1", read, 1.3),
                cost("read through 64 clones beside through 1", "64", "1", read, 3));
    }

    private static List<Comparison> diffs() {
        return List.of(
                absolute(
                        "diff for each unchanged of 100,000 objects, in µs",
                        diff(Diffs.Layout.OBJECTS_100_000, false).per(99_900),
                        Unit.MICROSECOND,
                        0.5),
                new Comparison(
                        "diff with fast-diff for each of 100,000 objects beside of 10,000",
                        diff(Diffs.Layout.OBJECTS_100_000, true).per(100_000),
                        diff(Diffs.Layout.OBJECTS_10_000, true).per(10_000),
                        Goal.costAtMost(2)),
                large("diff of 1,000 objects in 1 TiB beside in 10 GiB", false),
                large("diff with fast-diff of 1,000 objects in 1 TiB beside in 10 GiB", true));
    }

    private static Comparison large(String name, boolean hasFastDiff) {
        return new Comparison(
                name,
                diff(Diffs.Layout.TIB_1, hasFastDiff),
                diff(Diffs.Layout.GIB_10, hasFastDiff),
                Goal.costAtMost(2));
    }

    private static Measured diff(Diffs.Layout layout, boolean hasFastDiff) {
        return JmhBenchmark.of(
                        Diffs.class,
                        "diff",
                        Map.of("layout", layout.name(), "hasFastDiff", String.valueOf(hasFastDiff)))
                .withLongWarmUp();
    }

    private static List<Comparison> heap() {
        return List.of(
                heap("heap for each byte written, in bytes", Heap.Thing.BYTE_WRITTEN, Unit.BYTE, 1.03),
                heap("heap of an empty image of 1 GiB, in KiB", Heap.Thing.IMAGE_OF_1_GIB, Unit.KIBIBYTE, 1),
                heap(
                        "heap of an empty image of 1 TiB with an object map, in KiB",
                        Heap.Thing.IMAGE_OF_1_TIB,
                        Unit.KIBIBYTE,
                        1),
                heap("heap of an empty image of 1 EiB, in KiB", Heap.Thing.IMAGE_OF_1_EIB, Unit.KIBIBYTE, 1),
                heap("heap of one of an image's snapshots, in KiB", Heap.Thing.SNAPSHOT_OF_ONE_IMAGE, Unit.KIBIBYTE, 1),
                heap("heap of an image's only snapshot, in KiB", Heap.Thing.SNAPSHOT_OF_MANY_IMAGES, Unit.KIBIBYTE, 1));
    }

    private static Comparison heap(String name, Heap.Thing thing, Unit unit, double bound) {
        return absolute(name, new ChildJvm(Heap.class, thing.name(), Quantity.BYTES), unit, bound);
    }

    private static List<Comparison> threads() {
        return List.of(
                threads("gain of two threads that read an image each beside a flat array's", "readOwn"),
                threads("gain of two threads that write an image each beside a flat array's", "writeOwn"),
                threads("gain of two threads that read one image beside a flat array's", "readSame"));
    }

    private static Comparison threads(String name, String method) {
        Function<String, Measured> two =
                kind -> new TimeOfOneThread(JmhBenchmark.of(Threads.class, method, "kind", kind), 2);
        return new Comparison(name, two.apply("sim"), two.apply("flat"), Goal.speedAtLeast(0.8));
    }

    private static List<Comparison> longCalls() {
        return List.of(
                longCall("read beside a diff, in ms", LongCalls.Call.DIFF),
                longCall("read beside a flatten, in ms", LongCalls.Call.FLATTEN),
                longCall("read beside a copy, in ms", LongCalls.Call.COPY),
                longCall("read beside a rebuild of the object map, in ms", LongCalls.Call.REBUILD),
                longCall("read beside a removal of 100,000 objects, in ms", LongCalls.Call.REMOVAL));
    }

    private static Comparison longCall(String name, LongCalls.Call call) {
        return absolute(name, new ChildJvm(LongCalls.class, call.name(), Quantity.TIME), Unit.MILLISECOND, 10);
    }

    private static Comparison absolute(String name, Measured measured, Unit unit, double bound) {
        return new Comparison(name, measured, unit, Goal.costAtMost(bound));
    }

    private static Comparison cost(
            String name, String number, String beside, Function<String, Measured> measured, double bound) {
        return new Comparison(name, measured.apply(number), measured.apply(beside), Goal.costAtMost(bound));
    }
}
