package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.HandleClosedException;
import org.rbd4j.Image;
import org.rbd4j.Snapshot;

/**
 * Threads share a handle, and some order of their calls explains what they see and what is left. Each writer has an object of
 * its own, which it fills with one version after the other.
 */
public abstract class ConcurrencyContract extends Contract {
    private static final int OBJECT = 4096;
    private static final int WRITERS = 4;
    private static final int SIZE = WRITERS * OBJECT;
    private static final int LARGE_ORDER = 20;
    private static final int VERSIONS = 200;
    private static final int SNAPSHOTS = 10;
    private static final int REMOVALS = 200;
    private static final int CLOSINGS = 20;
    private static final int CALLS_BEFORE_CLOSING = 25;

    /** A thread that has not come back by then never will. */
    private static final int SECONDS_UNTIL_LOST = 120;

    /** Used by the subclasses alone. */
    protected ConcurrencyContract() {}

    @Test
    void everyThreadReadsWhatItWroteAndNobodyReadsHalfOfAWrite() throws Exception {
        Image image = newImage(ImageShape.plain(SIZE));
        List<Callable<Integer>> threads = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int object = writer;
            threads.add(() -> writeAllVersions(image, object));
            threads.add(() -> readWhileVersionsAreWritten(image, object));
        }
        for (int last : together(threads)) {
            assertTrue(last <= VERSIONS);
        }
        for (int object = 0; object < WRITERS; object++) {
            assertEquals(VERSIONS, versionIn(image, object));
        }
    }

    /** An image is removed by one of them; librbd itself answered the other now and then not at all. */
    @Test
    void ofTwoWhoRemoveAnImageOneFindsIt() throws Exception {
        for (int round = 0; round < REMOVALS; round++) {
            pool().createImage("twice", SIZE);
            Callable<Integer> removal = () -> errnoOf(() -> pool().removeImage("twice"));
            List<Integer> answers = together(List.of(removal, removal));
            assertEquals(List.of(0, Errno.ENOENT), answers.stream().sorted().toList());
        }
    }

    /** A call looks at a buffer once, and writes to no byte that it did not see then. */
    @Test
    void aBufferMayBeMovedByAnotherThread() throws Exception {
        Image image = newImage(ImageShape.plain(2 * SIZE));
        byte[] content = Content.filled(2 * SIZE, 1);
        image.write(0, content);
        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(2 * SIZE), ByteBuffer.allocateDirect(2 * SIZE))) {
            buffer.limit(SIZE);
            AtomicBoolean isOver = new AtomicBoolean();
            together(List.of(
                    () -> {
                        while (!isOver.get()) {
                            buffer.limit(1);
                            VarHandle.fullFence();
                            buffer.limit(SIZE);
                            VarHandle.fullFence();
                            buffer.position(SIZE);
                            VarHandle.fullFence();
                            buffer.position(0);
                            VarHandle.fullFence();
                        }
                        return 0;
                    },
                    () -> {
                        try {
                            for (int i = 0; i < VERSIONS; i++) {
                                useWhileItMoves(image, buffer);
                            }
                            return 0;
                        } finally {
                            isOver.set(true);
                        }
                    }));
            for (int behind = SIZE; behind < 2 * SIZE; behind++) {
                assertEquals(0, buffer.clear().get(behind), "the byte behind all limits");
            }
        }
        assertArrayEquals(content, image.read(0, 2 * SIZE));
    }

    private static void useWhileItMoves(Image image, ByteBuffer buffer) {
        try {
            buffer.position(0);
            image.read(0, buffer);
            buffer.position(0);
            image.async().read(0, buffer).join();
        } catch (IllegalArgumentException | CompletionException moved) {
            // The limit came before what was read.
        }
    }

    /** What takes long to copy is there before or after a read, and no part of it without the rest. */
    @Test
    void nobodyReadsHalfOfALargeObject() throws Exception {
        Image image = newImage(
                new ImageShape(1 << LARGE_ORDER, LARGE_ORDER, 1 << LARGE_ORDER, 1, Features.of(Feature.LAYERING)));
        image.write(0, new byte[1 << LARGE_ORDER]);
        image.flush();
        AtomicBoolean isRead = new AtomicBoolean();
        together(List.of(() -> writeVersionsOfAll(image, isRead), () -> {
            try {
                return readWholeVersions(image);
            } finally {
                isRead.set(true);
            }
        }));
    }

    private static int writeVersionsOfAll(Image image, AtomicBoolean isRead) {
        byte[] bytes = new byte[1 << LARGE_ORDER];
        int version = 0;
        while (!isRead.get()) {
            version++;
            Arrays.fill(bytes, (byte) version);
            image.write(0, bytes);
        }
        return version;
    }

    private static int readWholeVersions(Image image) {
        for (int i = 0; i < VERSIONS; i++) {
            byte[] seen = image.read(0, 1 << LARGE_ORDER);
            byte[] whole = new byte[seen.length];
            Arrays.fill(whole, seen[0]);
            assertArrayEquals(whole, seen, () -> "half of version " + seen[0]);
        }
        return VERSIONS;
    }

    private static int writeAllVersions(Image image, int object) {
        for (int version = 1; version <= VERSIONS; version++) {
            image.write((long) object * OBJECT, filledWith(version));
            assertEquals(version, versionIn(image, object), "what was just written");
        }
        return VERSIONS;
    }

    private static int readWhileVersionsAreWritten(Image image, int object) {
        int newest = 0;
        for (int i = 0; i < VERSIONS; i++) {
            int version = versionIn(image, object);
            assertTrue(version >= newest, () -> "object " + object + " went back to version " + version);
            newest = version;
        }
        return newest;
    }

    @Test
    void snapshotsAreTakenBetweenWritesAndNotInside() throws Exception {
        Image image = newImage(ImageShape.plain(SIZE));
        List<Callable<Integer>> threads = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int object = writer;
            threads.add(() -> writeAllVersions(image, object));
        }
        threads.add(() -> {
            for (int i = 0; i < SNAPSHOTS; i++) {
                image.snapshots().create("snapshot-" + i);
                image.resize(SIZE + (i + 1L) * OBJECT);
            }
            return 0;
        });
        together(threads);
        assertEquals(SIZE + SNAPSHOTS * OBJECT, image.size());
        int[] newest = new int[WRITERS];
        for (Snapshot snapshot : image.snapshots().list()) {
            image.selectSnapshot(snapshot.name());
            for (int object = 0; object < WRITERS; object++) {
                int version = versionIn(image, object);
                assertTrue(version >= newest[object], () -> snapshot + " is older than the one before");
                newest[object] = version;
            }
        }
        image.selectHead();
        for (int object = 0; object < WRITERS; object++) {
            assertEquals(VERSIONS, versionIn(image, object));
        }
    }

    @Test
    void whatEachThreadTookAndKeptIsThere() throws Exception {
        Image image = newImage(ImageShape.plain(SIZE));
        List<Callable<Integer>> threads = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (int taker = 0; taker < WRITERS; taker++) {
            String name = "of-" + taker + "-";
            threads.add(() -> takeAndKeepEverySecond(image, name));
            for (int i = 1; i < SNAPSHOTS; i += 2) {
                kept.add(name + i);
            }
        }
        together(threads);
        assertEquals(
                kept,
                image.snapshots().list().stream().map(Snapshot::name).sorted().toList());
    }

    private static int takeAndKeepEverySecond(Image image, String name) {
        for (int i = 0; i < SNAPSHOTS; i++) {
            image.snapshots().create(name + i);
            if (i % 2 == 0) {
                image.snapshots().remove(name + i);
            }
        }
        return 0;
    }

    @Test
    void whatWasWrittenBeforeAHandleClosedUnderLoadIsThere() throws Exception {
        String name = newImage(ImageShape.plain(SIZE)).name();
        int[] written = new int[WRITERS];
        for (int closing = 0; closing < CLOSINGS; closing++) {
            Image image = pool().openImage(name);
            Semaphore calls = new Semaphore(0);
            List<Callable<Integer>> threads = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int object = writer;
                int begin = written[writer];
                threads.add(() -> writeUntilClosed(image, object, begin, calls));
            }
            threads.add(() -> {
                calls.acquire(CALLS_BEFORE_CLOSING);
                image.close();
                return 0;
            });
            List<Integer> answered = together(threads);
            try (Image again = pool().openImage(name)) {
                for (int object = 0; object < WRITERS; object++) {
                    int acknowledged = answered.get(object);
                    assertEquals(acknowledged, versionIn(again, object), "a call that was refused did nothing");
                    written[object] = acknowledged;
                }
            }
        }
    }

    /** Each call is done, or refused because the image is closed; returns the last version that was done. */
    private static int writeUntilClosed(Image image, int object, int begin, Semaphore calls) {
        for (int version = begin + 1; ; version++) {
            try {
                image.write((long) object * OBJECT, filledWith(version));
                calls.release();
            } catch (HandleClosedException refused) {
                assertTrue(refused.getMessage().contains("image is closed"), refused::toString);
                return version - 1;
            }
        }
    }

    private static byte[] filledWith(int version) {
        ByteBuffer bytes = ByteBuffer.allocate(OBJECT);
        while (bytes.hasRemaining()) {
            bytes.putInt(version);
        }
        return bytes.array();
    }

    private static int versionIn(Image image, int object) {
        ByteBuffer bytes = ByteBuffer.allocate(OBJECT);
        assertEquals(OBJECT, image.read((long) object * OBJECT, bytes));
        int version = bytes.getInt(0);
        assertArrayEquals(filledWith(version), bytes.array(), () -> "half of version " + version);
        return version;
    }

    private static List<Integer> together(List<Callable<Integer>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> end : threads.invokeAll(calls, SECONDS_UNTIL_LOST, TimeUnit.SECONDS)) {
                answers.add(end.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
