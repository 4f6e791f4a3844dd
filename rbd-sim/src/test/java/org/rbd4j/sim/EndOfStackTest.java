package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/** A call that is made close to the end of a thread's stack is done or not done, and stands in nobody's way. */
class EndOfStackTest {
    private static final int SECONDS = 60;
    private static final long STACK_BYTES = 512 * 1024;
    private static final int OBJECT = 1 << 12;
    /** More frames than a call takes. */
    private static final int CLOSE_TO_THE_END = 1_500;

    enum Call {
        READ(image -> image.read(0, ByteBuffer.allocate(OBJECT))),
        OVERWRITE(image -> image.write(0, filled((byte) 7))),
        WRITE(image -> image.write(5 * OBJECT, filled((byte) 8))),
        DISCARD(image -> image.discard(2 * OBJECT, OBJECT)),
        FLUSH(Image::flush),
        SIZE(Image::size),
        RESIZE(image -> image.resize(image.size() == 8 * OBJECT ? 6 * OBJECT : 8 * OBJECT)),
        SNAPSHOT(image -> {
            image.snapshots().create("new");
            image.snapshots().remove("new");
        }),
        DIFF(image -> image.diff(DiffRange.sinceBeginning(), extent -> {})),
        REBUILD(image -> image.rebuildObjectMap(Progress.NONE)),
        ASYNC(image -> image.async().write(OBJECT, filled((byte) 9)).join());

        private final Consumer<Image> call;

        Call(Consumer<Image> call) {
            this.call = call;
        }
    }

    private final SimCluster cluster = SimCluster.create();
    private final Rados rados = cluster.connect();
    private final Pool pool = rados.openPool("rbd");

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[OBJECT];
        Arrays.fill(bytes, value);
        return bytes;
    }

    @BeforeEach
    void create() {
        pool.createImage("image", 8 * OBJECT, ImageOptions.defaults().withOrder(12));
        try (Image image = pool.openImage("image")) {
            image.write(0, filled((byte) 1));
            image.snapshots().create("s");
            image.write(0, filled((byte) 2));
            image.write(2 * OBJECT, filled((byte) 3));
        }
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCallIsDoneOrNotDone(Call call) throws Exception {
        try (Image image = pool.openImage("image")) {
            // Linked here: what Java links for the first time close to the end of a stack stays unlinked.
            call.call.accept(image);
            List<Throwable> others = new ArrayList<>();
            FutureTask<Void> deep = new FutureTask<>(() -> {
                new Descent(image, call, others).descend();
                return null;
            });
            run(deep);
            assertEquals(List.of(), others);
            FutureTask<Void> beside = new FutureTask<>(() -> {
                useAll(image);
                return null;
            });
            run(beside);
        }
    }

    private static void run(FutureTask<Void> task) throws Exception {
        Thread thread = new Thread(null, task, "deep", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        task.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Goes to the end of the stack, and makes the call anew at each step of the way back. */
    private static final class Descent {
        private final Image image;
        private final Call call;
        private final List<Throwable> others;
        private int stepsBack;

        Descent(Image image, Call call, List<Throwable> others) {
            this.image = image;
            this.call = call;
            this.others = others;
        }

        void descend() {
            try {
                descend();
            } catch (StackOverflowError end) {
                stepsBack = 0;
            }
            if (stepsBack++ < CLOSE_TO_THE_END) {
                attempt();
            }
        }

        private void attempt() {
            try {
                call.call.accept(image);
            } catch (StackOverflowError tooDeep) {
                // Not done.
            } catch (RuntimeException | Error other) {
                if (!(other.getCause() instanceof StackOverflowError) && !isOfHalfASnapshot(other)) {
                    others.add(other);
                }
            }
        }

        /** The snapshot of an attempt whose second call was not done any more. */
        private static boolean isOfHalfASnapshot(Throwable failure) {
            return failure instanceof RbdException && failure.getMessage().contains("'new'");
        }
    }

    /** Everybody still uses the image, and all that the cluster knows of it agrees. */
    private void useAll(Image image) {
        image.resize(8 * OBJECT);
        image.write(0, filled((byte) 4));
        image.write(3 * OBJECT, filled((byte) 5));
        assertArrayEquals(filled((byte) 4), image.read(0, OBJECT));
        assertEquals(0, image.flags().bits());
        List<Object> byMap = new ArrayList<>();
        List<Object> byObject = new ArrayList<>();
        image.diff(DiffRange.sinceBeginning().withWholeObject(true), byMap::add);
        image.diff(DiffRange.sinceBeginning(), byObject::add);
        assertEquals(byObject, byMap);
        image.snapshots().list().forEach(snapshot -> image.snapshots().remove(snapshot.name()));
        cluster.counters();
    }
}
