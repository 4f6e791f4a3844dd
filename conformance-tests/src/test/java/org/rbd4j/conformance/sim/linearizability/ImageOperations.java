package org.rbd4j.conformance.sim.linearizability;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.Snapshot;
import org.rbd4j.sim.SimCluster;

/** A clone of two objects of 4 KiB, open through two clients; each operation goes through one of them. */
@Param(name = "handle", gen = IntGen.class, conf = "0:1")
@Param(name = "object", gen = IntGen.class, conf = "0:1")
@Param(name = "snapshot", gen = IntGen.class, conf = "0:1")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class ImageOperations {
    private static final int OBJECT = 4096;
    private static final int OBJECTS = 2;
    private static final int SIZE = OBJECTS * OBJECT;

    private static final Map<String, String> OPTIONS =
            Map.of("rbd_cache", "false", "rbd_discard_granularity_bytes", String.valueOf(OBJECT));

    private final List<Image> handles;

    /** Makes a cluster of its own. */
    public ImageOperations() {
        SimCluster cluster = SimCluster.create();
        Rados client = cluster.connect(OPTIONS);
        Pool pool = client.openPool("rbd");
        pool.createImage("parent", SIZE, ImageOptions.defaults().withOrder(12));
        try (Image parent = pool.openImage("parent")) {
            byte[] nines = new byte[SIZE];
            Arrays.fill(nines, (byte) 9);
            parent.write(0, nines);
            parent.snapshots().create("base");
            parent.snapshots().protect("base");
        }
        pool.cloneImage("parent", "base", pool, "image");
        Image other = cluster.connect(OPTIONS).openPool("rbd").openImage("image");
        handles = List.of(pool.openImage("image"), other);
    }

    /** Around the border of two objects. */
    @Operation
    public String write(@Param(name = "handle") int handle, @Param(name = "value") int value) {
        byte[] bytes = {(byte) value, (byte) value};
        return Outcome.of(() -> handles.get(handle).write(OBJECT - 1, bytes));
    }

    /** All of it at once, and of that the bytes that tell which operations it saw. */
    @Operation
    public String read(@Param(name = "handle") int handle) {
        return Outcome.of(() -> {
            ByteBuffer bytes = ByteBuffer.allocate(SIZE);
            int count = handles.get(handle).read(0, bytes);
            StringBuilder seen = new StringBuilder().append(count).append(": ").append(bytes.get(OBJECT - 1));
            for (int i = 0; i < OBJECTS; i++) {
                seen.append(' ').append(bytes.get(i * OBJECT));
            }
            return seen;
        });
    }

    @Operation
    public String discard(@Param(name = "handle") int handle, @Param(name = "object") int object) {
        return Outcome.of(() -> handles.get(handle).discard(object * OBJECT, OBJECT));
    }

    @Operation
    public String resize(@Param(name = "handle") int handle, @Param(name = "object") int half) {
        return Outcome.of(() -> handles.get(handle).resize((half + 1) * SIZE / 2));
    }

    @Operation
    public String createSnapshot(@Param(name = "handle") int handle, @Param(name = "snapshot") int number) {
        return Outcome.of(() -> handles.get(handle).snapshots().create("snapshot-" + number));
    }

    @Operation
    public String removeSnapshot(@Param(name = "handle") int handle, @Param(name = "snapshot") int number) {
        return Outcome.of(() -> handles.get(handle).snapshots().remove("snapshot-" + number));
    }

    @Operation
    public String listSnapshots(@Param(name = "handle") int handle) {
        return Outcome.of(() -> handles.get(handle).snapshots().list().stream()
                .map(Snapshot::name)
                .toList());
    }

    @Operation
    public String rollback(@Param(name = "handle") int handle, @Param(name = "snapshot") int number) {
        return Outcome.of(() -> handles.get(handle).snapshots().rollback("snapshot-" + number));
    }

    @Operation
    public String flatten(@Param(name = "handle") int handle) {
        return Outcome.of(() -> handles.get(handle).flatten());
    }

    @Operation
    public String overlap(@Param(name = "handle") int handle) {
        return Outcome.of(() -> handles.get(handle).overlap());
    }
}
