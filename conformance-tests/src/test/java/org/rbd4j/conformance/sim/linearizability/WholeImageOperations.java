package org.rbd4j.conformance.sim.linearizability;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.sim.SimCluster;

/** An image of many objects, always written and read as a whole: what is read is one write's, or a torn one's. */
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public class WholeImageOperations {
    private static final int OBJECT = 4096;
    private static final int OBJECTS = 32;
    private static final int SIZE = OBJECTS * OBJECT;

    private final Image image;

    /** Makes a cluster of its own. */
    public WholeImageOperations() {
        Pool pool = SimCluster.create().connect().openPool("rbd");
        pool.createImage("image", SIZE, ImageOptions.defaults().withOrder(12));
        image = pool.openImage("image");
    }

    @Operation
    public String write(@Param(name = "value") int value) {
        byte[] bytes = new byte[SIZE];
        Arrays.fill(bytes, (byte) value);
        return Outcome.of(() -> image.write(0, bytes));
    }

    @Operation
    public String read() {
        return Outcome.of(() -> {
            ByteBuffer bytes = ByteBuffer.allocate(SIZE);
            image.read(0, bytes);
            StringBuilder firsts = new StringBuilder();
            for (int i = 0; i < OBJECTS; i++) {
                firsts.append(bytes.get(i * OBJECT));
            }
            return firsts;
        });
    }
}
