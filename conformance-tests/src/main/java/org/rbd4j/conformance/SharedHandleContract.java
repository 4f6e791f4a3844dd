package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Progress;
import org.rbd4j.RbdException;

/**
 * Any two calls may be made at once, through one handle or two of one image, also where one of them changes what the handle is: which
 * snapshot is selected, what HEAD is, whether there is an object map. Each is done or refused.
 */
public abstract class SharedHandleContract extends Contract {
    private static final int ORDER = 12;
    private static final int OBJECT = 1 << ORDER;
    private static final int SIZE = 16 * OBJECT;
    private static final int ROUNDS = 25;

    /** A thread that has not come back by then never will. */
    private static final int SECONDS_UNTIL_LOST = 120;

    private static final Features WITH_MAPS =
            Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF);

    private static final DiffRange BY_OBJECT = DiffRange.sinceBeginning().withWholeObject(true);

    /** What goes on beside the call that changes the handle. */
    private enum Beside {
        WRITE(image -> image.write(3 * OBJECT, new byte[OBJECT])),
        ASYNCHRONOUS_WRITE(
                image -> image.async().write(5 * OBJECT, new byte[2 * OBJECT]).join()),
        READ(image -> image.read(0, SIZE)),
        DIFF(image -> image.diff(BY_OBJECT, extent -> {})),
        DISCARD(image -> image.discard(2 * OBJECT, 4 * OBJECT)),
        REBUILD(image -> image.rebuildObjectMap(Progress.NONE)),
        FLATTEN(image -> image.flatten(Progress.NONE)),
        RESIZE(image -> {
            image.resize(SIZE / 2);
            image.resize(SIZE);
        }),
        SNAPSHOT(image -> {
            image.snapshots().create("new");
            image.snapshots().remove("new");
        }),
        RENAME(image -> {
            image.snapshots().rename("s", "renamed");
            image.snapshots().rename("renamed", "s");
        }),
        SWITCH(SharedHandleContract::switchObjectMap);

        private final Consumer<Image> call;

        Beside(Consumer<Image> call) {
            this.call = call;
        }
    }

    /** Used by the subclasses alone. */
    protected SharedHandleContract() {}

    /** What changes the handle. */
    private enum Change {
        SELECT(image -> {
            image.selectSnapshot("s");
            image.selectHead();
        }),
        ROLL_BACK(image -> image.snapshots().rollback("s")),
        RESIZE(image -> {
            image.resize(SIZE / 2);
            image.resize(SIZE);
        }),
        REBUILD_OF_A_SNAPSHOT(image -> {
            image.selectSnapshot("s");
            image.rebuildObjectMap(Progress.NONE);
            image.selectHead();
        }),
        SWITCH_OBJECT_MAP(SharedHandleContract::switchObjectMap);

        private final Consumer<Image> call;

        Change(Consumer<Image> call) {
            this.call = call;
        }
    }

    @Test
    void anyTwoCallsMayBeMadeAtOnce() throws Exception {
        for (Change change : Change.values()) {
            for (Beside beside : Beside.values()) {
                try (Image image = newClone()) {
                    besideEachOther(image, change, image, beside);
                }
                try (Image image = newClone();
                        Image other = pool().openImage(image.name())) {
                    besideEachOther(image, change, other, beside);
                }
            }
        }
    }

    private void besideEachOther(Image image, Change change, Image other, Beside beside) throws Exception {
        change.call.accept(image);
        beside.call.accept(other);
        AtomicBoolean isOver = new AtomicBoolean();
        together(List.of(
                () -> {
                    try {
                        for (int round = 0; round < ROUNDS; round++) {
                            doneOrRefused(change.call, image);
                        }
                        return change;
                    } finally {
                        isOver.set(true);
                    }
                },
                () -> {
                    while (!isOver.get()) {
                        doneOrRefused(beside.call, other);
                    }
                    return beside;
                }));
        requireUsable(image);
        requireUsable(other);
    }

    private static void switchObjectMap(Image image) {
        image.updateFeatures(Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF), false);
        image.updateFeatures(Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF), true);
    }

    private Image newClone() {
        Image parent = newImage(new ImageShape(SIZE, ORDER, OBJECT, 1, Features.of(Feature.LAYERING)));
        byte[] content = new byte[SIZE];
        new Random(1).nextBytes(content);
        parent.write(0, content);
        Image image = cloneOf(parent, ImageOptions.defaults().withFeatures(WITH_MAPS));
        parent.close();
        image.snapshots().create("s");
        image.write(0, new byte[OBJECT]);
        return image;
    }

    private static void doneOrRefused(Consumer<Image> call, Image image) {
        try {
            call.accept(image);
        } catch (RbdException refused) {
            // One of the orders in which the two could come.
        } catch (CompletionException refused) {
            if (!(refused.getCause() instanceof RbdException)) {
                throw refused;
            }
        }
    }

    private static void requireUsable(Image image) {
        image.selectHead();
        image.resize(SIZE);
        byte[] last = Content.of(7, SIZE);
        image.write(0, last);
        assertArrayEquals(last, image.read(0, SIZE));
    }

    private static void together(List<Callable<Object>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            for (Future<Object> end : threads.invokeAll(calls, SECONDS_UNTIL_LOST, TimeUnit.SECONDS)) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
