package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Progress;
import org.rbd4j.RbdException;

/** A long operation reports how far it has come, never beyond its end, and goes on to its end whatever the listener throws. */
public abstract class ProgressContract extends Contract {
    private static final int SIZE = 40_000;
    private static final Features ALL = new Features(61);

    /** Used by the subclasses alone. */
    protected ProgressContract() {}

    /** What a listener was told. */
    private record Report(long done, long total) {}

    /** A listener that takes down what it is told, perhaps by several threads. */
    private static final class Listener implements Progress {
        private final Queue<Report> reports = new ConcurrentLinkedQueue<>();

        @Override
        public void report(long done, long total) {
            reports.add(new Report(done, total));
        }

        void assertPlausible() {
            assertFalse(reports.isEmpty());
            reports.forEach(
                    report -> assertTrue(0 <= report.done() && report.done() <= report.total(), report::toString));
            assertEquals(1, reports.stream().map(Report::total).distinct().count(), reports::toString);
        }
    }

    private Image newWritten() {
        Image image = newImage(ImageShape.plain(SIZE).withFeatures(ALL));
        image.write(0, Content.of(1, SIZE));
        return image;
    }

    private Image newClone() {
        Image parent = newWritten();
        parent.snapshots().create("snapshot");
        parent.snapshots().protect("snapshot");
        String name = freshName();
        pool().cloneImage(parent.name(), "snapshot", pool(), name);
        return pool().openImage(name);
    }

    @Test
    void ofRemoval() {
        Image image = newWritten();
        image.close();
        Listener listener = new Listener();
        pool().removeImage(image.name(), listener);
        listener.assertPlausible();
    }

    @Test
    void ofFlattening() {
        Image clone = newClone();
        Listener listener = new Listener();
        clone.flatten(listener);
        listener.assertPlausible();
    }

    @Test
    void ofCopying() {
        Image image = newWritten();
        Listener listener = new Listener();
        image.copy(pool(), "copy", ImageOptions.defaults(), listener);
        listener.assertPlausible();
        assertTrue(listener.reports.contains(new Report(SIZE, SIZE)), listener.reports::toString);
    }

    @Test
    void ofRebuilding() {
        Image image = newWritten();
        Listener listener = new Listener();
        image.rebuildObjectMap(listener);
        listener.assertPlausible();
    }

    @Test
    void whatTheListenerThrowsReachesTheCallerAtTheEnd() {
        IllegalStateException thrown = new IllegalStateException("the listener's own");
        Progress throwing = (done, total) -> {
            throw thrown;
        };
        Image clone = newClone();
        assertSame(thrown, assertThrowsExactly(IllegalStateException.class, () -> clone.flatten(throwing)));
        assertEquals(Optional.empty(), clone.parent());

        assertSame(
                thrown,
                assertThrowsExactly(
                        IllegalStateException.class,
                        () -> clone.copy(pool(), "copy", ImageOptions.defaults(), throwing)));
        assertArrayEquals(Content.of(1, SIZE), Content.of(pool().openImage("copy")));

        clone.close();
        assertSame(
                thrown,
                assertThrowsExactly(IllegalStateException.class, () -> pool().removeImage(clone.name(), throwing)));
        assertFalse(pool().listImages().contains(clone.name()));
    }

    @Test
    void ofWhatIsRefusedNothingIsReported() {
        Image image = newWritten();
        Listener listener = new Listener();
        for (Runnable refused : List.<Runnable>of(
                () -> image.flatten(listener),
                () -> image.copy(pool(), image.name(), ImageOptions.defaults(), listener),
                () -> pool().removeImage("missing", listener))) {
            assertTrue(fails(refused));
        }
        assertTrue(listener.reports.isEmpty(), listener.reports::toString);
    }

    private static boolean fails(Runnable call) {
        try {
            call.run();
            return false;
        } catch (RbdException expected) {
            return true;
        }
    }
}
