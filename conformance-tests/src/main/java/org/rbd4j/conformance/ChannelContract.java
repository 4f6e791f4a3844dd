package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.HandleClosedException;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.OpenOptions;
import org.rbd4j.RbdException;
import org.rbd4j.ReadOnlyImageException;

/** A channel on an image is one on a block device's file: the image's own bytes, at a position of the channel's own. */
public abstract class ChannelContract extends Contract {
    private static final int SIZE = 10_000;
    private static final int END = -1;
    private static final int THREADS = 4;

    /** What a thread reads or writes at once. */
    private static final int PIECE = 64;

    private static final int PIECES = 400;
    private static final int MOVES_OF_THE_END = 100;

    /** A thread that has not come back by then never will. */
    private static final int SECONDS_UNTIL_LOST = 120;

    /** Used by the subclasses alone. */
    protected ChannelContract() {}

    @Property(tries = 60)
    void aChannelIsOneOnBytesThatItNeverAddsTo(@ForAll(supplier = ChannelHistories.class) ChannelHistory history)
            throws IOException {
        try (Image image = newImage(history.shape());
                SeekableByteChannel channel = image.channel()) {
            byte[] bytes = Content.of(1, Math.toIntExact(history.shape().sizeInBytes()));
            image.write(0, bytes);
            BytesChannel model = new BytesChannel(bytes);
            for (ChannelStep step : history.steps()) {
                assertEquals(step.run(model), step.run(channel), step::toString);
            }
            assertArrayEquals(model.bytes(), Content.of(image));
        }
    }

    @Property(tries = 20)
    void whatTheImageHoldsAChannelReads(
            @ForAll(supplier = Histories.class) History history, @ForAll @IntRange(min = 1, max = 20) int pieces)
            throws IOException {
        try (Image image = newImage(history.shape());
                SeekableByteChannel channel = image.channel()) {
            byte[] begun = history.begin(image);
            ByteBuffer read = ByteBuffer.allocate(begun.length + 1);
            int most = begun.length / pieces + 1;
            int count = 1;
            while (count > 0 && read.hasRemaining()) {
                read.limit(Math.min(read.position() + most, read.capacity()));
                count = channel.read(read);
                read.limit(read.capacity());
            }
            assertEquals(END, count);
            assertArrayEquals(begun, Arrays.copyOf(read.array(), read.position()));
        }
    }

    @Property(tries = 20)
    void whatAChannelWritesTheImageHolds(
            @ForAll(supplier = Histories.class) History history,
            @ForAll @LongRange(min = 0, max = Integer.MAX_VALUE) long at,
            @ForAll @IntRange(max = 100_000) int length)
            throws IOException {
        try (Image image = newImage(history.shape());
                SeekableByteChannel channel = image.channel()) {
            byte[] bytes = history.begin(image);
            if (bytes.length > 0) {
                int offset = (int) (at % bytes.length);
                int count = Math.min(length, bytes.length - offset);
                assertEquals(count, channel.position(offset).write(ByteBuffer.wrap(Content.of(7, length))));
                System.arraycopy(Content.of(7, length), 0, bytes, offset, count);
            }
            assertArrayEquals(bytes, Content.of(image));
        }
    }

    @Property(tries = 20)
    void aStreamOfAnImageIsItsContent(@ForAll(supplier = Histories.class) History history) throws IOException {
        try (Image image = newImage(history.shape());
                InputStream stream = Channels.newInputStream(image.channel())) {
            byte[] begun = history.begin(image);
            int skipped = (int) stream.skip(begun.length / 3);
            assertEquals(begun.length - skipped, stream.available());
            assertArrayEquals(Arrays.copyOfRange(begun, skipped, begun.length), stream.readNBytes(begun.length + 1));
            assertEquals(END, stream.read());
        }
    }

    @Property(tries = 20)
    void aStreamToAnImageWritesEverythingAndNoMore(
            @ForAll(supplier = ImageShapes.class) ImageShape shape, @ForAll @IntRange(min = 1, max = 20) int pieces)
            throws IOException {
        try (Image image = newImage(shape);
                OutputStream stream = Channels.newOutputStream(image.channel())) {
            byte[] bytes = Content.of(1, Math.toIntExact(shape.sizeInBytes()));
            int most = bytes.length / pieces + 1;
            for (int at = 0; at < bytes.length; at += most) {
                stream.write(bytes, at, Math.min(most, bytes.length - at));
            }
            assertArrayEquals(bytes, Content.of(image));
            assertThrowsExactly(IOException.class, () -> stream.write(1));
            assertArrayEquals(bytes, Content.of(image));
        }
    }

    @Property(tries = 10)
    void aFileIsCopiedFromAnImageAndToAnother(@ForAll(supplier = Histories.class) History history) throws IOException {
        Path path = Files.createTempFile("rbd4j-", ".img");
        try (Image image = newImage(history.shape());
                FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] begun = history.begin(image);
            assertEquals(begun.length, file.transferFrom(image.channel(), 0, begun.length + 1L));
            assertArrayEquals(begun, Files.readAllBytes(path));
            try (Image copy = newImage(history.shape().withSize(begun.length + 1L))) {
                assertEquals(begun.length, file.transferTo(0, begun.length, copy.channel()));
                assertArrayEquals(Arrays.copyOf(begun, begun.length + 1), Content.of(copy));
            }
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void anArchiveIsWrittenToAnImageAndReadBack() throws IOException {
        Image image = newImage(ImageShape.plain(100_000));
        try (ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(image.channel()))) {
            for (int entry = 0; entry < 5; entry++) {
                zip.putNextEntry(new ZipEntry("entry-" + entry));
                zip.write(Content.of(entry, entry * 4_000));
            }
        }
        try (ZipInputStream zip = new ZipInputStream(Channels.newInputStream(image.channel()))) {
            for (int entry = 0; entry < 5; entry++) {
                assertEquals("entry-" + entry, zip.getNextEntry().getName());
                assertArrayEquals(Content.of(entry, entry * 4_000), zip.readAllBytes());
            }
            assertNull(zip.getNextEntry());
        }
    }

    @Test
    void aReadThatCrossesTheEndIsShortAndTheNextIsTheEnd() throws IOException {
        SeekableByteChannel channel = filledImage().channel();
        ByteBuffer buffer = ByteBuffer.allocate(1_000);
        assertEquals(10, channel.position(SIZE - 10).read(buffer));
        assertArrayEquals(Arrays.copyOfRange(Content.of(1, SIZE), SIZE - 10, SIZE), Arrays.copyOf(buffer.array(), 10));
        assertEquals(END, channel.read(buffer));
        assertEquals(10, buffer.position());
        assertEquals(SIZE, channel.position());
    }

    @ParameterizedTest
    @ValueSource(longs = {SIZE, SIZE + 1, 1L << 62, Long.MAX_VALUE})
    void pastTheEndNothingIsReadAndNothingHasRoom(long position) throws IOException {
        Image image = filledImage();
        SeekableByteChannel channel = image.channel().position(position);
        ByteBuffer buffer = ByteBuffer.allocate(7);
        assertEquals(END, channel.read(buffer));
        String message = assertThrowsExactly(IOException.class, () -> channel.write(buffer))
                .getMessage();
        Stream.of(image.name(), "no room for 7 bytes", "position " + position, "ends at " + SIZE, "does not grow")
                .forEach(part -> assertTrue(message.contains(part), message));
        assertEquals(0, channel.read(ByteBuffer.allocate(0)));
        assertEquals(0, channel.write(ByteBuffer.allocate(0)));
        assertEquals(0, buffer.position());
        assertEquals(position, channel.position());
        assertArrayEquals(Content.of(1, SIZE), Content.of(image));
    }

    @Test
    void anEmptyImageHasAnEndAndNoRoom() throws IOException {
        SeekableByteChannel channel = newImage(ImageShape.plain(0)).channel();
        assertEquals(0, channel.size());
        assertEquals(END, channel.read(ByteBuffer.allocate(1)));
        assertThrowsExactly(IOException.class, () -> channel.write(ByteBuffer.allocate(1)));
    }

    @Test
    void aWriteThatCrossesTheEndWritesWhatFits() throws IOException {
        Image image = newImage(ImageShape.plain(SIZE));
        SeekableByteChannel channel = image.channel();
        ByteBuffer buffer = ByteBuffer.wrap(Content.of(1, 100)).position(5);
        assertEquals(30, channel.position(SIZE - 30).write(buffer));
        assertEquals(35, buffer.position());
        assertEquals(SIZE, channel.position());
        assertArrayEquals(Arrays.copyOfRange(Content.of(1, 100), 5, 35), image.read(SIZE - 30, 30));
        assertThrowsExactly(IOException.class, () -> channel.write(buffer));
        assertEquals(35, buffer.position());
        assertEquals(SIZE, image.size());
    }

    @Test
    void aPositionMayBeBeyondWhatAnIntCounts() throws IOException {
        Image image = newImage(ImageShape.plain(1L << 41));
        SeekableByteChannel channel = image.channel();
        assertEquals(3, channel.position(1L << 40).write(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        assertEquals((1L << 40) + 3, channel.position());
        assertEquals(1L << 41, channel.size());
        assertArrayEquals(new byte[] {1, 2, 3}, image.read(1L << 40, 3));
        ByteBuffer back = ByteBuffer.allocate(3);
        assertEquals(3, channel.position(1L << 40).read(back));
        assertArrayEquals(new byte[] {1, 2, 3}, back.array());
    }

    @ParameterizedTest(name = "at {0}, truncated to {1}: at {2} of {3}")
    @CsvSource({
        "0, 4000, 0, 4000",
        "3999, 4000, 3999, 4000",
        "9000, 4000, 4000, 4000",
        "20000, 4000, 4000, 4000",
        "9000, 0, 0, 0",
        "9000, 10000, 9000, 10000",
        "10001, 10000, 10000, 10000",
        "9000, 20000, 9000, 10000",
        "30000, 20000, 20000, 10000",
    })
    void truncatingCutsOffAndNeverAdds(long position, int size, long positionAfter, int sizeAfter) throws IOException {
        Image image = filledImage();
        SeekableByteChannel channel = image.channel().position(position);
        assertEquals(channel, channel.truncate(size));
        assertEquals(positionAfter, channel.position());
        assertEquals(sizeAfter, channel.size());
        assertArrayEquals(Arrays.copyOf(Content.of(1, SIZE), sizeAfter), Content.of(image));
        image.resize(SIZE);
        assertArrayEquals(Arrays.copyOf(Arrays.copyOf(Content.of(1, SIZE), sizeAfter), SIZE), Content.of(image));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aNegativePositionOrSizeIsNoArgument(long number) throws IOException {
        Image image = filledImage();
        SeekableByteChannel channel = image.channel().position(5);
        assertThrowsExactly(IllegalArgumentException.class, () -> channel.position(number));
        assertThrowsExactly(IllegalArgumentException.class, () -> channel.truncate(number));
        assertEquals(5, channel.position());
        assertArrayEquals(Content.of(1, SIZE), Content.of(image));
    }

    @Test
    void aReadOnlyBufferCannotBeReadInto() throws IOException {
        SeekableByteChannel channel = filledImage().channel();
        ByteBuffer buffer = ByteBuffer.allocate(1).asReadOnlyBuffer();
        assertThrowsExactly(IllegalArgumentException.class, () -> channel.read(buffer));
        assertEquals(1, channel.write(buffer));
        assertThrows(NullPointerException.class, () -> channel.read(null));
        assertThrows(NullPointerException.class, () -> channel.write(null));
        assertEquals(1, channel.position());
    }

    @Test
    void eachChannelHasAPositionOfItsOwn() throws IOException {
        Image image = filledImage();
        SeekableByteChannel one = image.channel();
        SeekableByteChannel two = image.channel().position(4_000);
        assertEquals(10, one.write(ByteBuffer.wrap(Content.of(2, 10))));
        assertEquals(10, two.write(ByteBuffer.wrap(Content.of(3, 10))));
        assertEquals(10, one.position());
        assertEquals(4_010, two.position());
        two.truncate(5);
        assertEquals(10, one.position());
        assertEquals(5, one.size());
        one.close();
        assertTrue(two.isOpen());
        ByteBuffer back = ByteBuffer.allocate(10);
        assertEquals(5, two.position(0).read(back));
        assertArrayEquals(Arrays.copyOf(Content.of(2, 10), 5), Arrays.copyOf(back.array(), 5));
    }

    @Test
    void aClosedChannelIsClosedAndItsImageIsNot() throws IOException {
        Image image = filledImage();
        SeekableByteChannel channel = image.channel();
        assertTrue(channel.isOpen());
        channel.close();
        channel.close();
        assertFalse(channel.isOpen());
        for (Executable call : callsOn(channel)) {
            assertThrowsExactly(ClosedChannelException.class, call);
        }
        assertThrowsExactly(ClosedChannelException.class, channel::position);
        assertThrowsExactly(ClosedChannelException.class, () -> channel.position(-1));
        assertArrayEquals(Content.of(1, SIZE), Content.of(image));
        InputStream stream = Channels.newInputStream(image.channel());
        stream.close();
        assertThrowsExactly(ClosedChannelException.class, stream::read);
        assertEquals(SIZE, image.size());
    }

    @Test
    void aChannelIsOpenOnAClosedImageAndSaysWhatIsClosed() throws IOException {
        Image image = filledImage();
        SeekableByteChannel channel = image.channel();
        image.close();
        for (long position : new long[] {0, SIZE}) {
            channel.position(position);
            for (Executable call : callsOn(channel)) {
                assertTrue(assertCausedBy(HandleClosedException.class, call).contains("image is closed"));
            }
        }
        assertTrue(channel.isOpen());
        assertEquals(SIZE, channel.position());
        channel.close();
        assertThrowsExactly(ClosedChannelException.class, channel::size);
    }

    @Test
    void aHandleThatCannotWriteHasChannelsThatCannot() throws IOException {
        Image writer = filledImage();
        try (Image reader =
                pool().openImage(writer.name(), OpenOptions.defaults().withReadOnly())) {
            assertReadsAndCannotWrite(reader);
        }
        writer.snapshots().create("snapshot");
        writer.write(0, Content.of(2, SIZE));
        writer.resize(SIZE / 2);
        SeekableByteChannel opened = writer.channel();
        writer.selectSnapshot("snapshot");
        assertReadsAndCannotWrite(writer);
        assertEquals(SIZE, opened.size(), "what is selected is the handle's");
        writer.selectHead();
        assertEquals(SIZE / 2, opened.size());
        assertEquals(1, opened.write(ByteBuffer.wrap(Content.of(2, 1))));
        assertArrayEquals(Content.of(2, SIZE / 2), Content.of(writer));
    }

    private static void assertReadsAndCannotWrite(Image image) throws IOException {
        SeekableByteChannel channel = image.channel();
        ByteBuffer read = ByteBuffer.allocate(SIZE);
        assertEquals(SIZE, channel.read(read));
        assertArrayEquals(Content.of(1, SIZE), read.array());
        for (int position : new int[] {0, SIZE - 1, SIZE, 2 * SIZE}) {
            channel.position(position);
            for (int length : new int[] {0, 1, 10}) {
                ByteBuffer buffer = ByteBuffer.allocate(length);
                assertNonWritable(() -> channel.write(buffer));
                assertEquals(0, buffer.position());
            }
            for (int size : new int[] {0, SIZE, 2 * SIZE}) {
                assertNonWritable(() -> channel.truncate(size));
            }
            assertEquals(position, channel.position());
        }
        assertArrayEquals(Content.of(1, SIZE), Content.of(image));
    }

    private static void assertNonWritable(Executable call) {
        Throwable cause =
                assertThrowsExactly(NonWritableChannelException.class, call).getCause();
        assertEquals(ReadOnlyImageException.class, cause.getClass());
    }

    @Test
    void aSelectedSnapshotThatWasRemovedIsAFailureAndNoEnd() throws IOException {
        Image image = filledImage();
        image.snapshots().create("snapshot");
        image.selectSnapshot("snapshot");
        SeekableByteChannel channel = image.channel();
        assertEquals(10, channel.read(ByteBuffer.allocate(10)));
        try (Image other = poolOf(secondClient()).openImage(image.name())) {
            other.snapshots().remove("snapshot");
        }
        assertEquals(0, channel.size());
        for (int length : new int[] {0, 1}) {
            assertCausedBy(ImageNotFoundException.class, () -> channel.read(ByteBuffer.allocate(length)));
            assertCausedBy(ImageNotFoundException.class, () -> channel.write(ByteBuffer.allocate(length)));
        }
        assertCausedBy(ImageNotFoundException.class, () -> channel.truncate(0));
        assertEquals(10, channel.position());
    }

    @Test
    void anotherClientMovesTheEnd() throws IOException {
        Image image = filledImage();
        SeekableByteChannel channel = image.channel().position(5_000);
        try (Image other = poolOf(secondClient()).openImage(image.name())) {
            other.resize(4_000);
            assertEquals(END, channel.read(ByteBuffer.allocate(10)));
            assertThrowsExactly(IOException.class, () -> channel.write(ByteBuffer.allocate(10)));
            assertEquals(4_000, channel.size());
            other.resize(5_005);
            ByteBuffer zeroes = ByteBuffer.wrap(Content.filled(10, 1));
            assertEquals(5, channel.read(zeroes));
            assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, zeroes.array());
            assertEquals(5_005, channel.position());
        }
    }

    @Test
    void theEndMovesWhileAChannelReads() throws Exception {
        Image image = filledImage();
        try (Image other = poolOf(secondClient()).openImage(image.name())) {
            List<Callable<Integer>> threads = List.of(
                    () -> {
                        for (int i = 0; i < MOVES_OF_THE_END; i++) {
                            other.resize(i % 2 == 0 ? 4_000 : SIZE);
                        }
                        other.resize(0);
                        return 0;
                    },
                    () -> {
                        SeekableByteChannel channel = image.channel();
                        while (channel.size() > 0) {
                            int count = channel.position(5_000).read(ByteBuffer.allocate(10));
                            assertTrue(count == 10 || count == END, () -> count + " bytes");
                        }
                        return 0;
                    });
            together(threads);
        }
    }

    @Test
    void threadsThatShareAChannelTakeTurns() throws Exception {
        Image image = newImage(ImageShape.plain((long) PIECES * PIECE));
        List<Integer> all = IntStream.range(0, PIECES).boxed().toList();
        try (SeekableByteChannel channel = image.channel()) {
            together(IntStream.range(0, THREADS)
                    .mapToObj(thread -> (Callable<List<Integer>>) () -> writeEveryFourth(channel, thread))
                    .toList());
            assertEquals(image.size(), channel.position());
        }
        try (SeekableByteChannel channel = image.channel()) {
            List<List<Integer>> read = together(IntStream.range(0, THREADS)
                    .mapToObj(thread -> (Callable<List<Integer>>) () -> readToTheEnd(channel))
                    .toList());
            assertEquals(all, read.stream().flatMap(List::stream).sorted().toList());
        }
    }

    private static List<Integer> writeEveryFourth(SeekableByteChannel channel, int first) throws IOException {
        for (int number = first; number < PIECES; number += THREADS) {
            assertEquals(PIECE, channel.write(ByteBuffer.wrap(piece(number))));
        }
        return List.of();
    }

    private static List<Integer> readToTheEnd(SeekableByteChannel channel) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        ByteBuffer read = ByteBuffer.allocate(PIECE);
        while (channel.read(read) == PIECE && numbers.size() < PIECES) {
            int number = read.getInt(0);
            assertArrayEquals(piece(number), read.array());
            numbers.add(number);
            read.clear();
        }
        return numbers;
    }

    private static byte[] piece(int number) {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        while (piece.hasRemaining()) {
            piece.putInt(number);
        }
        return piece.array();
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> end : threads.invokeAll(calls, SECONDS_UNTIL_LOST, TimeUnit.SECONDS)) {
                answers.add(end.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private Image filledImage() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(0, Content.of(1, SIZE));
        return image;
    }

    /** Every call that asks the image. */
    private static List<Executable> callsOn(SeekableByteChannel channel) {
        return List.of(
                () -> channel.read(ByteBuffer.allocate(1)),
                () -> channel.read(ByteBuffer.allocate(0)),
                () -> channel.write(ByteBuffer.allocate(1)),
                () -> channel.write(ByteBuffer.allocate(0)),
                channel::size,
                () -> channel.truncate(0),
                () -> channel.truncate(2 * SIZE));
    }

    /** The failure is the image's, in a channel's words; returns its message. */
    private static String assertCausedBy(Class<? extends RbdException> type, Executable call) {
        IOException failure = assertThrowsExactly(IOException.class, call);
        assertEquals(type, failure.getCause().getClass());
        assertEquals(failure.getCause().getMessage(), failure.getMessage());
        return failure.getMessage();
    }
}
