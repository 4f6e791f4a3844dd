package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;

/** Java's streams, files and archives take a channel on an image for one on a file. */
public abstract class ChannelStreamsContract extends Contract {
    private static final int END = -1;

    /** Used by the subclasses alone. */
    protected ChannelStreamsContract() {}

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
}
