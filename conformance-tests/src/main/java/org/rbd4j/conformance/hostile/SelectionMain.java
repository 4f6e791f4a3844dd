package org.rbd4j.conformance.hostile;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/**
 * Selects a snapshot where it goes wrong, in a pool that is gone, and rebuilds the object map of what is selected: whoever takes a snapshot
 * for HEAD there has librbd end the process. Each handle can do so once, for selecting HEAD tells librbd that the header is gone.
 */
final class SelectionMain {
    private static final String SNAPSHOT = "snapshot";
    private static final int HANDLES = 48;

    /** Frames below the first that has no room for a call. */
    private static final int FRAMES_BELOW = HANDLES / 2;

    private SelectionMain() {}

    /**
     * Runs it.
     *
     * @param arguments the URI, the beginning of names of pools that are not there
     */
    public static void main(String... arguments) throws InterruptedException {
        try (Rados rados = Rados.connect(arguments[0])) {
            try (Pool pool = poolOfOneImage(rados, arguments[1] + "-stack")) {
                List<Image> images = handlesOfNoPool(rados, pool);
                Thread thread = new Thread(
                        null,
                        () -> selectAtTheEndOfTheStack(images.get(0), images.listIterator(1)),
                        "selects",
                        Setting.STACK_BYTES);
                thread.start();
                thread.join();
                images.forEach(SelectionMain::rebuild);
            }
            try (Pool pool = poolOfOneImage(rados, arguments[1] + "-threads")) {
                for (Image image : handlesOfNoPool(rados, pool)) {
                    CompletableFuture<Void> selecting =
                            CompletableFuture.runAsync(() -> image.selectSnapshot(SNAPSHOT));
                    while (!selecting.isDone()) {
                        rebuild(image);
                    }
                    selecting.join();
                    rebuild(image);
                }
            }
        }
    }

    private static Pool poolOfOneImage(Rados rados, String name) {
        rados.createPool(name);
        Pool pool = rados.openPool(name);
        pool.createImage("image", 1 << 20);
        try (Image image = pool.openImage("image")) {
            image.write(0, new byte[] {1});
            image.snapshots().create(SNAPSHOT);
        }
        return pool;
    }

    private static List<Image> handlesOfNoPool(Rados rados, Pool pool) {
        List<Image> handles =
                Stream.generate(() -> pool.openImage("image")).limit(HANDLES).toList();
        rados.deletePool(pool.name());
        return handles;
    }

    private static void selectAtTheEndOfTheStack(Image probe, Iterator<Image> images) {
        if (hasRoom(probe)) {
            selectAtTheEndOfTheStack(probe, images);
        } else {
            selectBelow(images, FRAMES_BELOW);
        }
        selectNext(images);
    }

    private static boolean hasRoom(Image probe) {
        try {
            probe.flush();
            return true;
        } catch (StackOverflowError none) {
            return false;
        } catch (RbdException gone) {
            return true;
        }
    }

    private static void selectBelow(Iterator<Image> images, int frames) {
        if (frames > 0) {
            selectBelow(images, frames - 1);
        }
        selectNext(images);
    }

    private static void selectNext(Iterator<Image> images) {
        if (images.hasNext()) {
            try {
                images.next().selectSnapshot(SNAPSHOT);
            } catch (StackOverflowError expected) {
                // What is selected now is told by the rebuild.
            }
        }
    }

    private static void rebuild(Image image) {
        try {
            image.rebuildObjectMap(Progress.NONE);
        } catch (ImageNotFoundException expected) {
            return;
        }
        throw new AssertionError("rebuilt the object map of " + image.name() + " in a pool that is gone");
    }
}
