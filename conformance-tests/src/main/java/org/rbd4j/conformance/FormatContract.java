package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.IoAdvice;

/** Headers are of format 2, and what the caller means to do with the bytes changes nothing of the answer. */
public abstract class FormatContract extends Contract {
    private static final int SIZE = 40_000;

    /** Used by the subclasses alone. */
    protected FormatContract() {}

    @Test
    void anImageIsOfFormatTwo() {
        pool().createImage("image", SIZE, ImageOptions.defaults().withFormat(2));
        assertFalse(pool().openImage("image").isOldFormat());
        assertFalse(newImage(ImageShape.plain(SIZE)).isOldFormat());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, -1, Integer.MAX_VALUE})
    void aFormatThatThereIsNotIsTakenForTwo(int format) {
        pool().createImage("image", SIZE, ImageOptions.defaults().withFormat(format));
        assertFalse(pool().openImage("image").isOldFormat());
    }

    @Test
    void formatOneIsRefused() {
        ImageOptions options = ImageOptions.defaults().withFormat(1);
        assertThrowsExactly(InvalidArgumentException.class, () -> pool().createImage("image", SIZE, options));
        assertEquals(List.of(), pool().listImages());
    }

    @ParameterizedTest
    @EnumSource(IoAdvice.class)
    void adviceChangesNoAnswer(IoAdvice advice) {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(10, ByteBuffer.wrap(Content.of(1, 9_000)), advice);
        ByteBuffer read = ByteBuffer.allocate(9_000);
        assertEquals(9_000, image.read(10, read, advice));
        assertArrayEquals(Content.of(1, 9_000), read.array());
    }

    @Test
    void anyAdviceGoesTogether() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(10, ByteBuffer.wrap(Content.of(1, 9_000)), IoAdvice.values());
        ByteBuffer read = ByteBuffer.allocateDirect(9_000);
        assertEquals(9_000, image.read(10, read, IoAdvice.values()));
        byte[] bytes = new byte[9_000];
        read.flip().get(bytes);
        assertArrayEquals(Content.of(1, 9_000), bytes);
    }

    @Test
    void droppingTheCacheLosesNothing() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.write(10, Content.of(2, 100));
        image.invalidateCache();
        assertArrayEquals(Content.of(2, 100), image.read(10, 100));
    }
}
