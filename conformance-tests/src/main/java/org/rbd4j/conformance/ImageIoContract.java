package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.Image;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.ReadOnlyImageException;

/** What is read is what was written last, and zeroes where nothing was. */
public abstract class ImageIoContract extends Contract {
    private static final int SIZE = 10_000;

    /** The finest rbd_discard_granularity_bytes. */
    private static final int FINEST = 4096;

    /** Used by the subclasses alone. */
    protected ImageIoContract() {}

    @Property(tries = 60)
    void whatIsReadIsWhatWasWritten(@ForAll(supplier = Histories.class) History history) {
        try (Image image = newImage(history.shape())) {
            byte[] begun = history.begin(image);
            assertArrayEquals(begun, Content.of(image));
            assertArrayEquals(history.goOn(image, begun), Content.of(image));
        }
    }

    @Property(tries = 40)
    void everyPartOfAnImageReadsAsThatPartOfTheWhole(
            @ForAll(supplier = Histories.class) History history,
            @ForAll @LongRange(min = 0, max = Integer.MAX_VALUE) long at,
            @ForAll @IntRange(max = 100_000) int length) {
        try (Image image = newImage(history.shape())) {
            byte[] bytes = history.begin(image);
            if (bytes.length > 0) {
                int offset = (int) (at % bytes.length);
                int end = Math.min(offset + length, bytes.length);
                assertArrayEquals(Arrays.copyOfRange(bytes, offset, end), image.read(offset, length));
            }
        }
    }

    @Property(tries = 20)
    void twoClientsSeeOneTruth(@ForAll(supplier = Histories.class) History history) {
        try (Image mine = newImage(history.shape());
                Image theirs = poolOf(secondClient()).openImage(mine.name())) {
            byte[] begun = history.begin(mine);
            mine.flush();
            assertArrayEquals(begun, Content.of(theirs));
            byte[] done = history.goOn(theirs, begun);
            theirs.flush();
            assertArrayEquals(done, Content.of(mine));
        }
    }

    @Property(tries = 30)
    void aDiscardZeroesWhatIsAlignedAndTouchesNothingOutside(
            @ForAll(supplier = ImageShapes.class) ImageShape shape,
            @ForAll @LongRange(min = 0, max = Integer.MAX_VALUE) long at,
            @ForAll @IntRange(max = 200_000) int length) {
        Pool pool = poolOf(clientWith(Map.of("rbd_discard_granularity_bytes", String.valueOf(FINEST))));
        try (Image image = newImage(pool, shape)) {
            int size = Math.toIntExact(shape.sizeInBytes());
            byte[] before = Content.of(1, size);
            image.write(0, before);
            int from = (int) (at % size);
            int to = (int) Math.min(size, (long) from + length);
            image.discard(from, length);
            byte[] after = Content.of(image);
            assertArrayEquals(Arrays.copyOf(before, from), Arrays.copyOf(after, from), "before the range");
            assertArrayEquals(
                    Arrays.copyOfRange(before, to, size), Arrays.copyOfRange(after, to, size), "behind the range");
            for (int i = from; i < to; i++) {
                assertEquals(after[i] == 0 ? 0 : before[i], after[i], "a byte of the range is zero or as it was");
            }
            // Inside one stripe unit the image is one object's bytes in a row; a unit of 4 KiB or more keeps its
            // alignment.
            if (shape.stripeUnitInBytes() % FINEST == 0) {
                int begin = (from + FINEST - 1) / FINEST * FINEST;
                int end = to / FINEST * FINEST;
                for (int i = begin; i < end; i++) {
                    assertEquals(0, after[i], "an aligned byte of the range is zero");
                }
            }
        }
    }

    @Test
    void whatWasNeverWrittenIsZero() {
        assertArrayEquals(new byte[SIZE], Content.of(newImage(ImageShape.plain(SIZE))));
    }

    @Test
    void zeroesReplaceWhatStoodInTheBuffer() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(5_000, Content.of(1, 10));
        byte[] expected = new byte[SIZE];
        System.arraycopy(Content.of(1, 10), 0, expected, 5_000, 10);
        ByteBuffer buffer = ByteBuffer.wrap(Content.filled(SIZE, 1));
        assertEquals(SIZE, image.read(0, buffer));
        assertArrayEquals(expected, buffer.array());
    }

    @Test
    void aReadThatCrossesTheEndIsShort() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(0, Content.of(1, SIZE));
        byte[] last = Arrays.copyOfRange(Content.of(1, SIZE), SIZE - 10, SIZE);
        assertArrayEquals(last, image.read(SIZE - 10, 1000));
        ByteBuffer buffer = ByteBuffer.allocate(1000).position(5);
        assertEquals(10, image.read(SIZE - 10, buffer));
        assertEquals(15, buffer.position());
        assertArrayEquals(last, Arrays.copyOfRange(buffer.array(), 5, 15));
        assertEquals(0, buffer.get(15));
    }

    @ParameterizedTest
    @ValueSource(longs = {SIZE, SIZE + 1, 1L << 62, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void readingAndWritingBeyondTheEnds(long offset) {
        Image image = newImage(ImageShape.plain(SIZE));
        ByteBuffer buffer = ByteBuffer.allocate(1);
        assertThrowsExactly(InvalidArgumentException.class, () -> image.read(offset, 1));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.read(offset, buffer));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.write(offset, new byte[1]));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.write(offset, buffer));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.discard(offset, 1));
        assertEquals(0, buffer.position(), "a refused call does not move the buffer");
        assertEquals(SIZE, image.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, SIZE, SIZE + 1, Long.MAX_VALUE})
    void nothingMayBeReadWrittenAndDiscardedAnywhere(long offset) {
        Image image = newImage(ImageShape.plain(SIZE));
        assertEquals(0, image.read(offset, 0).length);
        assertEquals(0, image.read(offset, ByteBuffer.allocate(0)));
        image.write(offset, new byte[0]);
        image.discard(offset, 0);
        assertArrayEquals(new byte[SIZE], Content.of(image));
    }

    @Test
    void nothingIsReadNorWrittenBeforeTheBeginning() {
        Image image = newImage(ImageShape.plain(SIZE));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.read(-1, 0));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.read(0, -1));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.write(-1, new byte[0]));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.discard(-1, 0));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.discard(0, -1));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.discard(0, Long.MIN_VALUE));
    }

    @Test
    void aWriteThatCrossesTheEndWritesWhatFits() {
        Image image = newImage(ImageShape.plain(SIZE));
        byte[] bytes = Content.of(1, 100);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        IncompleteWriteException incomplete =
                assertThrowsExactly(IncompleteWriteException.class, () -> image.write(SIZE - 30, buffer));
        assertEquals(30, incomplete.written());
        assertEquals(0, incomplete.errno());
        assertEquals(30, buffer.position());
        assertArrayEquals(Arrays.copyOf(bytes, 30), image.read(SIZE - 30, 30));
        assertEquals(SIZE, image.size());
    }

    @Test
    void buffersOfEveryKind() {
        Image image = newImage(ImageShape.plain(SIZE));
        byte[] bytes = Content.of(1, 6000);
        ByteBuffer direct = ByteBuffer.allocateDirect(6100);
        direct.position(50).put(bytes).position(50).limit(6050);
        image.write(1000, direct.asReadOnlyBuffer());
        assertEquals(50, direct.position());
        image.write(1000, direct);
        assertEquals(6050, direct.position());
        assertArrayEquals(bytes, image.read(1000, 6000));

        ByteBuffer back =
                ByteBuffer.allocateDirect(7000).position(500).limit(6500).slice();
        assertEquals(6000, image.read(1000, back));
        assertEquals(ByteBuffer.wrap(bytes), back.flip());

        ByteBuffer heap = ByteBuffer.wrap(bytes, 10, 20).slice().asReadOnlyBuffer();
        image.write(0, heap);
        assertEquals(20, heap.position());
        assertArrayEquals(Arrays.copyOfRange(bytes, 10, 30), image.read(0, 20));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.read(0, heap.rewind()));
        assertEquals(0, heap.position());

        ByteBuffer partOfAnArray = ByteBuffer.wrap(bytes, 300, 5000).slice().position(7);
        image.write(3, partOfAnArray);
        assertArrayEquals(Arrays.copyOfRange(bytes, 307, 5300), image.read(3, 4993));
        byte[] array = new byte[6000];
        assertEquals(
                4993, image.read(3, ByteBuffer.wrap(array, 200, 5000).slice().position(7)));
        byte[] expected = new byte[6000];
        System.arraycopy(bytes, 307, expected, 207, 4993);
        assertArrayEquals(expected, array);
    }

    @Test
    void nullIsNoBuffer() {
        Image image = newImage(ImageShape.plain(SIZE));
        assertThrows(NullPointerException.class, () -> image.read(0, null));
        assertThrows(NullPointerException.class, () -> image.write(0, (ByteBuffer) null));
        assertThrows(NullPointerException.class, () -> image.write(0, (byte[]) null));
    }

    @Test
    void aReadOnlyHandleWritesNothing() {
        Image writer = newImage(ImageShape.plain(SIZE));
        try (Image reader =
                pool().openImage(writer.name(), OpenOptions.defaults().withReadOnly())) {
            assertWritesNothing(reader);
        }
        writer.snapshots().create("snapshot");
        writer.selectSnapshot("snapshot");
        assertWritesNothing(writer);
        writer.selectHead();
        assertArrayEquals(new byte[SIZE], Content.of(writer));
    }

    /** The end of the image is judged before, and the length of a write after. */
    private static void assertWritesNothing(Image image) {
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.write(0, new byte[1]));
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.write(0, new byte[0]));
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.write(2 * SIZE, new byte[0]));
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.write(SIZE - 1, new byte[10]));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.write(SIZE, new byte[1]));
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.discard(0, 1));
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.discard(0, 0));
        assertThrowsExactly(ReadOnlyImageException.class, () -> image.discard(2 * SIZE, 0));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.discard(SIZE, 1));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.discard(0, 1L << 31));
        image.flush();
    }

    /** librbd alone clips a read by the size that the handle knew before, and learns the new one after. */
    @Test
    void aReadKnowsTheSizeThatAnotherHandleSet() {
        Image image = newImage(ImageShape.plain(SIZE));
        Image resizing = pool().openImage(image.name());
        resizing.resize(2 * SIZE);
        assertEquals(SIZE, image.read(SIZE, ByteBuffer.allocate(2 * SIZE)));
        resizing.resize(SIZE);
        assertThrowsExactly(InvalidArgumentException.class, () -> image.read(SIZE, ByteBuffer.allocate(1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 40, Long.MAX_VALUE})
    void aDiscardIsShorterThanTwoGibibytes(long length) {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(0, Content.of(1, SIZE));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.discard(0, length));
        assertArrayEquals(Content.of(1, SIZE), Content.of(image));
    }

    @ParameterizedTest(name = "granularity {0}, objects of 2^{1}, discard {2}+{3} zeroes {4}..{5}")
    @CsvSource({
        // Finer than the objects: aligned inwards inside each object; the image's own tail counts as unaligned.
        "4096, 14, 0, 40000, 0, 36864",
        "4096, 14, 1, 40000, 4096, 36864",
        "4096, 14, 4095, 8194, 4096, 12288",
        "4096, 14, 4096, 4095, 0, 0",
        // The default, coarser than the objects: only what reaches an object's end is given back.
        "65536, 14, 0, 40000, 0, 32768",
        "65536, 14, 0, 16384, 0, 16384",
        "65536, 14, 0, 16383, 0, 0",
        "65536, 14, 5, 16379, 5, 16384",
        "65536, 14, 5, 16380, 5, 16384",
        "65536, 12, 4000, 1000, 4000, 4096",
        "4096, 12, 4000, 1000, 4000, 4096",
        "4096, 12, 100, 3000, 0, 0",
    })
    void aDiscardIsAlignedInsideEachObject(
            String granularity, int order, int offset, int length, int firstZero, int endOfZeroes) {
        int size = 40_000;
        Pool pool = poolOf(newClient(Map.of("rbd_discard_granularity_bytes", granularity)));
        ImageShape shape =
                new ImageShape(size, order, 1L << order, 1, ImageShape.plain(1).features());
        try (Image image = newImage(pool, shape)) {
            byte[] expected = Content.of(1, size);
            image.write(0, expected);
            image.discard(offset, length);
            Arrays.fill(expected, firstZero, endOfZeroes, (byte) 0);
            assertArrayEquals(expected, Content.of(image));
            byte[] again = Content.of(2, 10);
            int middle = (firstZero + endOfZeroes) / 2;
            image.write(middle, again);
            System.arraycopy(again, 0, expected, middle, again.length);
            assertArrayEquals(expected, Content.of(image), "written again");
        }
    }

    @Test
    void shrinkingAndGrowingReadsZeroes() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(0, Content.of(1, SIZE));
        image.resize(5_000);
        assertArrayEquals(Arrays.copyOf(Content.of(1, SIZE), 5_000), Content.of(image));
        image.resize(SIZE);
        byte[] grown = Arrays.copyOf(Arrays.copyOf(Content.of(1, SIZE), 5_000), SIZE);
        assertArrayEquals(grown, Content.of(image));
        image.write(8_000, Content.of(2, 10));
        System.arraycopy(Content.of(2, 10), 0, grown, 8_000, 10);
        assertArrayEquals(grown, Content.of(image), "written behind the cut, in the same object");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aNegativeSizeIsRefused(long size) {
        Image image = newImage(ImageShape.plain(SIZE));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.resize(size));
        assertEquals(SIZE, image.size());
    }

    @Test
    void anImageGrowsVeryLarge() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.resize(Long.MAX_VALUE);
        assertEquals(Long.MAX_VALUE, image.size());
        image.write(Long.MAX_VALUE - 3, new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {1, 2, 3}, image.read(Long.MAX_VALUE - 3, 10));
    }
}
