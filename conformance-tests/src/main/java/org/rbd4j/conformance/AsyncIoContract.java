package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.HandleClosedException;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.IoAdvice;
import org.rbd4j.OpenOptions;
import org.rbd4j.ReadOnlyImageException;

/**
 * What is in flight has no order, and what is complete is done: a flush and a close come after all that was begun before them.
 * Requests that are in flight together lie in objects of their own here.
 */
@Timeout(120)
public abstract class AsyncIoContract extends Contract {
    private static final int OBJECT = 4096;
    private static final int OBJECTS = 24;
    private static final int SIZE = OBJECTS * OBJECT;
    private static final int SECONDS = 30;
    /** More than fit on a stack, one inside the other. */
    private static final int MANY = 20_000;

    /** Used by the subclasses alone. */
    protected AsyncIoContract() {}

    @Property(tries = 20)
    void whatWasInFlightTogetherIsDoneWhenItIsComplete(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @IntRange(min = 1, max = 4) int rounds) {
        Random random = new Random(seed);
        byte[] expected = new byte[SIZE];
        try (Image image = newImage(ImageShape.plain(SIZE));
                Image other = poolOf(secondClient()).openImage(image.name())) {
            for (int round = 0; round < rounds; round++) {
                List<CompletableFuture<?>> begun = new ArrayList<>();
                for (int object = 0; object < OBJECTS; object++) {
                    begun.add(begin(image, object, random, expected));
                }
                all(begun).join();
                assertArrayEquals(expected, Content.of(image), "round " + round);
                assertArrayEquals(expected, Content.of(other), "round " + round + ", another client");
            }
        }
    }

    /** One request inside one object, and what it does to the bytes. */
    private static CompletableFuture<?> begin(Image image, int object, Random random, byte[] expected) {
        int offset = object * OBJECT;
        switch (random.nextInt(4)) {
            case 0 -> {
                Arrays.fill(expected, offset, offset + OBJECT, (byte) 0);
                return image.async().discard(offset, OBJECT);
            }
            case 1 -> {
                byte[] before = Arrays.copyOfRange(expected, offset, offset + OBJECT);
                return image.async().read(offset, OBJECT).thenAccept(bytes -> assertArrayEquals(before, bytes));
            }
            default -> {
                int from = random.nextInt(OBJECT);
                byte[] content = Content.of(random.nextInt(), 1 + random.nextInt(OBJECT - from));
                System.arraycopy(content, 0, expected, offset + from, content.length);
                return image.async().write(offset + from, content);
            }
        }
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<?>> begun) {
        return CompletableFuture.allOf(begun.toArray(new CompletableFuture<?>[0]));
    }

    private static List<CompletableFuture<?>> writeEachObject(Image image, byte[] content) {
        List<CompletableFuture<?>> begun = new ArrayList<>();
        for (int offset = 0; offset < SIZE; offset += OBJECT) {
            begun.add(image.async().write(offset, Arrays.copyOfRange(content, offset, offset + OBJECT)));
        }
        return begun;
    }

    @Test
    void aFlushIsCompleteAfterEverythingThatWasBegunBefore() {
        Image image = newImage(ImageShape.plain(SIZE));
        Image other = poolOf(secondClient()).openImage(image.name());
        for (int version = 1; version <= 10; version++) {
            byte[] content = Content.of(version, SIZE);
            writeEachObject(image, content);
            image.async().flush().join();
            assertArrayEquals(content, Content.of(other), "version " + version);
        }
    }

    @Test
    void aCloseComesAfterEverythingThatWasBegun() {
        String name = newImage(ImageShape.plain(SIZE)).name();
        for (int version = 1; version <= 10; version++) {
            byte[] content = Content.of(version, SIZE);
            Image image = pool().openImage(name);
            List<CompletableFuture<?>> begun = writeEachObject(image, content);
            image.close();
            try (Image again = pool().openImage(name)) {
                assertArrayEquals(content, Content.of(again), "version " + version);
            }
            all(begun).join();
        }
    }

    @Test
    void theBytesOfAWriteAreTakenAtOnce() {
        Image image = newImage(ImageShape.plain(SIZE));
        ByteBuffer direct = ByteBuffer.allocateDirect(OBJECT);
        List<CompletableFuture<?>> begun = new ArrayList<>();
        for (int object = 0; object < OBJECTS; object++) {
            direct.clear().put(Content.filled(OBJECT, object + 1)).flip();
            begun.add(image.async().write((long) object * OBJECT, direct));
            assertEquals(OBJECT, direct.position());
        }
        all(begun).join();
        for (int object = 0; object < OBJECTS; object++) {
            assertArrayEquals(
                    Content.filled(OBJECT, object + 1), image.read((long) object * OBJECT, OBJECT), "object " + object);
        }
    }

    @Test
    void aReadMovesItsBufferByWhatItRead() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(0, Content.of(1, SIZE));
        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(300), ByteBuffer.allocateDirect(300))) {
            buffer.position(100).limit(200);
            assertEquals(100, image.async().read(10, buffer).join());
            assertEquals(200, buffer.position());
            byte[] read = new byte[100];
            buffer.position(100).get(read);
            assertArrayEquals(Arrays.copyOfRange(Content.of(1, SIZE), 10, 110), read);
            buffer.clear();
            assertEquals(7, image.async().read(SIZE - 7, buffer).join());
            assertEquals(7, buffer.position());
        }
        assertArrayEquals(
                Arrays.copyOfRange(Content.of(1, SIZE), SIZE - 7, SIZE),
                image.async().read(SIZE - 7, 100).join());
    }

    @Test
    void whatDependsOnARequestMayUseTheImage() {
        Image image = newImage(ImageShape.plain(SIZE));
        byte[] content = Content.of(1, OBJECT);
        byte[] read = image.async()
                .write(0, content)
                .thenApply(done -> image.read(0, OBJECT))
                .thenCompose(bytes -> image.async().write(OBJECT, bytes))
                .thenCompose(done -> image.async().read(OBJECT, OBJECT))
                .join();
        assertArrayEquals(content, read);
        image.async().flush().thenRun(image::close).join();
        assertThrowsExactly(HandleClosedException.class, image::size);
    }

    @Test
    void cancellingStopsNothing() {
        Image image = newImage(ImageShape.plain(SIZE));
        byte[] content = Content.of(1, SIZE);
        writeEachObject(image, content).forEach(request -> request.cancel(true));
        image.close();
        try (Image again = pool().openImage(image.name())) {
            assertArrayEquals(content, Content.of(again));
        }
    }

    @Test
    void everyFailureArrivesThroughTheFuture() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.snapshots().create("snapshot");
        assertFails(InvalidArgumentException.class, image.async().write(SIZE, new byte[1]));
        assertFails(InvalidArgumentException.class, image.async().write(-1, new byte[1]));
        assertFails(InvalidArgumentException.class, image.async().read(SIZE, 1));
        assertFails(InvalidArgumentException.class, image.async().read(-1, 1));
        assertFails(InvalidArgumentException.class, image.async().read(0, -1));
        ByteBuffer readOnly = ByteBuffer.allocate(1).asReadOnlyBuffer();
        assertFails(InvalidArgumentException.class, image.async().read(0, readOnly));
        assertFails(InvalidArgumentException.class, image.async().discard(SIZE, 1));
        assertFails(InvalidArgumentException.class, image.async().discard(-1, 1));
        assertFails(InvalidArgumentException.class, image.async().discard(0, -1));
        image.async().write(SIZE + 10, new byte[0]).join();
        image.async().discard(SIZE + 10, 0).join();
        assertEquals(0, image.async().read(SIZE + 10, 0).join().length);
        Image reader = pool().openImage(image.name(), OpenOptions.defaults().withReadOnly());
        image.selectSnapshot("snapshot");
        for (Image barred : List.of(reader, image)) {
            assertFails(ReadOnlyImageException.class, barred.async().write(0, new byte[0]));
            assertFails(InvalidArgumentException.class, barred.async().write(SIZE, new byte[1]));
            assertFails(ReadOnlyImageException.class, barred.async().discard(0, OBJECT));
            barred.async().flush().join();
        }
        pool().openImage(image.name()).snapshots().remove("snapshot");
        assertFails(ImageNotFoundException.class, image.async().read(0, 1));
        assertFails(ImageNotFoundException.class, image.async().write(0, new byte[1]));
        image.close();
        assertFails(HandleClosedException.class, image.async().read(0, 1));
        assertFails(HandleClosedException.class, image.async().write(0, new byte[1]));
        assertFails(HandleClosedException.class, image.async().discard(0, 1));
        assertFails(HandleClosedException.class, image.async().flush());
    }

    @Test
    void soDoesWhatIsNoneOfLibrbds() {
        Image image = newImage(ImageShape.plain(SIZE));
        ByteBuffer noBuffer = nothing();
        byte[] noBytes = nothing();
        IoAdvice noAdvice = nothing();
        assertFails(NullPointerException.class, image.async().read(0, noBuffer));
        assertFails(NullPointerException.class, image.async().read(0, ByteBuffer.allocate(1), noAdvice));
        assertFails(NullPointerException.class, image.async().write(0, noBuffer));
        assertFails(NullPointerException.class, image.async().write(0, noBytes));
        assertFails(NullPointerException.class, image.async().write(0, ByteBuffer.allocate(1), noAdvice));
        assertThrowsExactly(NullPointerException.class, () -> image.read(0, ByteBuffer.allocate(1), noAdvice));
        assertThrowsExactly(NullPointerException.class, () -> image.write(0, ByteBuffer.allocate(1), noAdvice));
        assertFails(OutOfMemoryError.class, image.async().read(0, Integer.MAX_VALUE));
        assertArrayEquals(new byte[SIZE], Content.of(image));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @Test
    void eachRequestMayBeginTheNext() {
        Image image = newImage(ImageShape.plain(SIZE));
        for (boolean isClosed : new boolean[] {false, true}) {
            CompletableFuture<Integer> done = new CompletableFuture<Integer>().orTimeout(SECONDS, TimeUnit.SECONDS);
            begin(image, 0, done);
            assertEquals(MANY, done.join(), () -> isClosed ? "requests that are refused" : "requests");
            image.close();
        }
    }

    private static void begin(Image image, int ended, CompletableFuture<Integer> done) {
        if (ended == MANY) {
            done.complete(ended);
            return;
        }
        image.async().read(0, ByteBuffer.allocate(1)).whenComplete((count, failure) -> begin(image, ended + 1, done));
    }

    private static <X extends Throwable> X assertFails(Class<X> expected, CompletableFuture<?> request) {
        Throwable cause = assertThrows(CompletionException.class, request::join).getCause();
        assertEquals(expected, cause.getClass(), cause::toString);
        return assertInstanceOf(expected, cause);
    }

    @Test
    void aWriteThatCrossesTheEndTellsHowMuchOfItFits() {
        Image image = newImage(ImageShape.plain(SIZE));
        CompletableFuture<Void> crossing = image.async().write(SIZE - 10, Content.of(1, 100));
        assertEquals(10, assertFails(IncompleteWriteException.class, crossing).written());
        assertArrayEquals(Arrays.copyOf(Content.of(1, 100), 10), image.read(SIZE - 10, 100));
    }

    @Test
    void aDiscardMayBeOfAnyLength() {
        for (long length : new long[] {1L << 31, 1L << 32, Long.MAX_VALUE - OBJECT}) {
            Image image = newImage(ImageShape.plain(SIZE));
            byte[] content = Content.of(1, SIZE);
            image.write(0, content);
            image.async().discard(OBJECT, length).join();
            Arrays.fill(content, OBJECT, SIZE, (byte) 0);
            assertArrayEquals(content, Content.of(image), "a discard of " + length + " bytes");
        }
    }

    @Test
    void whoKnowsOfAnotherHandlesSize() {
        Image image = newImage(ImageShape.plain(SIZE));
        Image resizing = pool().openImage(image.name());
        resizing.resize(2 * SIZE);
        assertEquals(OBJECT, image.async().read(SIZE, OBJECT).join().length);
        resizing.resize(3 * SIZE);
        image.async().write(2 * SIZE, new byte[OBJECT]).join();
        resizing.resize(SIZE);
        assertFails(InvalidArgumentException.class, image.async().read(2 * SIZE, 1));
    }

    @Test
    void requestsTakeTheManagedLockAsCallsDo() {
        Image image =
                newImage(ImageShape.plain(SIZE).withFeatures(Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK)));
        image.async().read(0, 1).join();
        assertFalse(image.isExclusiveLockOwner());
        image.async().flush().join();
        assertTrue(image.isExclusiveLockOwner());
        Image other = pool().openImage(image.name());
        other.async().write(0, new byte[0]).join();
        assertTrue(other.isExclusiveLockOwner());
        image.async().discard(1, 1).join();
        assertTrue(image.isExclusiveLockOwner());
    }
}
