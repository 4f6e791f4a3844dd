package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.Image;

/** A channel on an image is one on a block device's file: the image's own bytes, at a position of the channel's own. */
public abstract class ChannelContract extends Contract {
    private static final int SIZE = 10_000;
    private static final int END = -1;

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

    @Test
    void aReadThatCrossesTheEndIsShortAndTheNextIsTheEnd() throws IOException {
        SeekableByteChannel channel = filledImage(SIZE).channel();
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
        Image image = filledImage(SIZE);
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
        Image image = filledImage(SIZE);
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
        Image image = filledImage(SIZE);
        SeekableByteChannel channel = image.channel().position(5);
        assertThrowsExactly(IllegalArgumentException.class, () -> channel.position(number));
        assertThrowsExactly(IllegalArgumentException.class, () -> channel.truncate(number));
        assertEquals(5, channel.position());
        assertArrayEquals(Content.of(1, SIZE), Content.of(image));
    }

    @Test
    void aReadOnlyBufferCannotBeReadInto() throws IOException {
        SeekableByteChannel channel = filledImage(SIZE).channel();
        ByteBuffer buffer = ByteBuffer.allocate(1).asReadOnlyBuffer();
        assertThrowsExactly(IllegalArgumentException.class, () -> channel.read(buffer));
        assertEquals(1, channel.write(buffer));
        assertThrows(NullPointerException.class, () -> channel.read(null));
        assertThrows(NullPointerException.class, () -> channel.write(null));
        assertEquals(1, channel.position());
    }
}
