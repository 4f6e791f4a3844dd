package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;

/** Threads that share a channel take turns, and each channel has a position of its own and the end that the image has now. */
public abstract class ChannelConcurrencyContract extends Contract {
    private static final int SIZE = 10_000;
    private static final int END = -1;
    private static final int THREADS = 4;

    /** What a thread reads or writes at once. */
    private static final int PIECE = 64;

    private static final int PIECES = 400;
    private static final int READS_ON_EACH_SIDE = 20;

    /** A thread that has not come back by then never will. */
    private static final int SECONDS_UNTIL_LOST = 120;

    /** Used by the subclasses alone. */
    protected ChannelConcurrencyContract() {}

    @Test
    void eachChannelHasAPositionOfItsOwn() throws IOException {
        Image image = filledImage(SIZE);
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
    void anotherClientMovesTheEnd() throws IOException {
        Image image = filledImage(SIZE);
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
        Image image = filledImage(SIZE);
        try (Image other = poolOf(secondClient()).openImage(image.name())) {
            AtomicBoolean isOver = new AtomicBoolean();
            List<Callable<Integer>> threads = List.of(
                    () -> {
                        for (int i = 0; !isOver.get(); i++) {
                            other.resize(i % 2 == 0 ? 4_000 : SIZE);
                        }
                        return 0;
                    },
                    () -> {
                        try {
                            readAcrossTheEnd(image.channel());
                        } finally {
                            isOver.set(true);
                        }
                        return 0;
                    });
            together(threads);
        }
    }

    /** Reads until the end has been on both sides of where it reads, and often. */
    private static void readAcrossTheEnd(SeekableByteChannel channel) throws IOException {
        int inside = 0;
        int outside = 0;
        while (inside < READS_ON_EACH_SIDE || outside < READS_ON_EACH_SIDE) {
            int count = channel.position(5_000).read(ByteBuffer.allocate(10));
            assertTrue(count == 10 || count == END, () -> count + " bytes");
            inside += count == END ? 0 : 1;
            outside += count == END ? 1 : 0;
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
}
