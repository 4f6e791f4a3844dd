package org.rbd4j.conformance.hostile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.rbd4j.DiffRange;
import org.rbd4j.DiffVisitor;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.Rados;

/**
 * Makes each call of an image's for the first time on a heap that is full but for a little, a little more from time to time, and then with
 * memory: that one must do what it should. Each through a connection of its own, so that C's threads are new to Java too.
 */
final class FullHeapMain {
    private static final long SIZE = 8L << 20;
    private static final int LEAST_BRICK = 64;
    private static final int LARGEST_BRICK = 1 << 20;
    private static final int STEP = 4096;
    private static final int TRIES = 24;

    private static final DiffVisitor VISITOR = extent -> {};
    private static final Progress PROGRESS = (done, total) -> {};

    /** What fills the heap. */
    private static @Nullable Object wall;

    /** What is left of it for the call. */
    private static @Nullable Object rest;

    private FullHeapMain() {}

    /** A call under test. */
    @FunctionalInterface
    private interface Call {
        void make(Image image);
    }

    /**
     * Runs it.
     *
     * @param arguments the URI, the pool
     */
    public static void main(String... arguments) {
        calls().forEach((name, call) -> {
            for (int i = 0; i < TRIES; i++) {
                try (Rados rados = Rados.connect(arguments[0]);
                        Pool pool = rados.openPool(arguments[1])) {
                    String image = name + i;
                    pool.createImage(image, SIZE);
                    try (Image open = pool.openImage(image)) {
                        open.write(0, new byte[STEP]);
                        makeOnFullHeap(call, open, i * STEP);
                    }
                }
            }
            try (Rados rados = Rados.connect(arguments[0]);
                    Pool pool = rados.openPool(arguments[1]);
                    Image open = pool.openImage(name + 0)) {
                call.make(open);
            }
        });
    }

    private static Map<String, Call> calls() {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("diff", image -> image.diff(DiffRange.sinceBeginning(), VISITOR));
        calls.put("rebuild", image -> image.rebuildObjectMap(PROGRESS));
        calls.put("children", Image::children);
        calls.put("lockers", image -> image.locks().list());
        calls.put("async", image -> image.async().read(0, 1).join());
        return calls;
    }

    private static void makeOnFullHeap(Call call, Image image, int left) {
        try {
            rest = new byte[left];
            fill();
            rest = null;
            call.make(image);
        } catch (OutOfMemoryError | CompletionException expected) {
            // There was too little left.
            return;
        } finally {
            wall = null;
        }
    }

    private static void fill() {
        for (int size = LARGEST_BRICK; size > LEAST_BRICK; ) {
            try {
                wall = new Object[] {wall, new byte[size]};
            } catch (OutOfMemoryError full) {
                size /= 2;
            }
        }
    }
}
