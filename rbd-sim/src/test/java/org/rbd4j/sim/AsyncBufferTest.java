package org.rbd4j.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;
import org.rbd4j.ReadOnlyImageException;

/** What becomes of a buffer whose asynchronous request fails. */
class AsyncBufferTest {
    private static final int SIZE = 4096;
    private static final int FROM = 3;
    private static final int TO = 11;

    private final SimCluster cluster = SimCluster.create();
    private final ByteBuffer buffer = ByteBuffer.wrap("0123456789abcdef".getBytes(US_ASCII));
    private Pool pool;
    private Image image;

    @BeforeEach
    void makeAnImage() {
        pool = cluster.connect().openPool("rbd");
        pool.createImage("image", SIZE);
        image = pool.openImage("image");
        buffer.position(FROM).limit(TO);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private static void assertFails(Class<? extends RbdException> failure, CompletableFuture<?> request) {
        CompletionException thrown = assertThrows(CompletionException.class, request::join);
        assertEquals(failure, thrown.getCause().getClass());
    }

    private void assertBuffer(int position) {
        assertEquals(position, buffer.position());
        assertEquals(TO, buffer.limit());
        assertArrayEquals("0123456789abcdef".getBytes(US_ASCII), buffer.array());
    }

    @Test
    void aReadThatIsRefusedLeavesItsBufferAsItWas() {
        assertFails(InvalidArgumentException.class, image.async().read(SIZE + 1, buffer));
        assertBuffer(FROM);
        assertFails(InvalidArgumentException.class, image.async().read(-1, buffer));
        assertBuffer(FROM);
        assertFails(InvalidArgumentException.class, image.async().read(0, buffer.asReadOnlyBuffer()));
        assertBuffer(FROM);
    }

    @Test
    void aWriteThatIsRefusedHasTakenItsBytes() {
        try (Image reading = pool.openImage("image", OpenOptions.defaults().withReadOnly())) {
            assertFails(ReadOnlyImageException.class, reading.async().write(0, buffer));
            assertBuffer(TO);
        }
        assertArrayEquals(new byte[SIZE], image.read(0, SIZE));
    }

    @Test
    void aWriteBeyondTheEndHasTakenItsBytes() {
        assertFails(InvalidArgumentException.class, image.async().write(SIZE + 1, buffer));
        assertBuffer(TO);
    }

    @Test
    void aWriteThatCrossesTheEndHasTakenItsBytesAndWrittenSome() {
        assertFails(IncompleteWriteException.class, image.async().write(SIZE - 2, buffer));
        assertBuffer(TO);
        assertArrayEquals(new byte[] {'3', '4'}, image.read(SIZE - 2, 2));
    }

    /** The buffer is the caller's again, whatever comes of the request. */
    @Test
    void aBufferCanBeUsedAgainAtOnce() {
        CompletableFuture<Void> write = image.async().write(0, buffer);
        buffer.clear().put(new byte[16]);
        write.join();
        assertArrayEquals("3456789a".getBytes(US_ASCII), image.read(0, TO - FROM));
    }
}
