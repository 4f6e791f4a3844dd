package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.rbd4j.HandleClosedException;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.OpenOptions;
import org.rbd4j.RbdException;
import org.rbd4j.ReadOnlyImageException;

/** A channel reads, writes and truncates as far as the handle that it came from can, and fails as that handle fails. */
public abstract class ChannelHandleContract extends Contract {
    private static final int SIZE = 10_000;

    /** Used by the subclasses alone. */
    protected ChannelHandleContract() {}

    @Test
    void aClosedChannelIsClosedAndItsImageIsNot() throws IOException {
        Image image = filledImage(SIZE);
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
        Image image = filledImage(SIZE);
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
        Image writer = filledImage(SIZE);
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
        Image image = filledImage(SIZE);
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
