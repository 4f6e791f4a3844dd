package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A range is of the same bytes whatever kind of buffer they lie in, and whatever happens to the buffer. */
class BufferRangeTest {
    private static final byte[] CONTENT = {0, 1, 2, 3, 4, 5, 6, 7};

    private static ByteBuffer filled(ByteBuffer buffer) {
        return buffer.put(CONTENT).flip();
    }

    /** Each with the bytes 2 to 6 remaining. */
    static List<ByteBuffer> readableBuffers() {
        ByteBuffer within = ByteBuffer.wrap(new byte[12], 3, 8).slice();
        return Stream.of(
                        filled(ByteBuffer.allocate(8)),
                        filled(ByteBuffer.allocateDirect(8)),
                        filled(within),
                        filled(ByteBuffer.allocate(8)).asReadOnlyBuffer(),
                        filled(ByteBuffer.allocateDirect(8)).asReadOnlyBuffer())
                .map(buffer -> buffer.position(2).limit(7))
                .toList();
    }

    static List<ByteBuffer> writableBuffers() {
        return readableBuffers().stream().filter(buffer -> !buffer.isReadOnly()).toList();
    }

    @ParameterizedTest
    @MethodSource("readableBuffers")
    void bytesAreTakenFromWhereTheyWere(ByteBuffer buffer) {
        BufferRange range = BufferRange.of(buffer);
        assertEquals(2, buffer.position());
        buffer.limit(3).position(3);
        byte[] taken = new byte[4];
        range.get(1, taken, 1, 3);
        assertArrayEquals(new byte[] {0, 3, 4, 5}, taken);
        assertArrayEquals(new byte[] {4, 5, 6}, range.copy(2, 3));
        BufferRange part = range.part(1, 2);
        assertEquals(2, part.length());
        assertArrayEquals(new byte[] {3, 4}, part.copy(0, 2));
        assertSame(range, range.part(0, 5));
    }

    @ParameterizedTest
    @MethodSource("writableBuffers")
    void bytesArePutWhereTheOthersWere(ByteBuffer buffer) {
        BufferRange range = BufferRange.of(buffer);
        buffer.limit(3).position(3);
        range.put(1, new byte[] {9, 10, 11, 12}, 1, 2);
        range.part(0, 4).clearFrom(3);
        byte[] all = new byte[8];
        buffer.clear().get(all);
        assertArrayEquals(new byte[] {0, 1, 2, 10, 11, 0, 6, 7}, all);
    }

    @ParameterizedTest
    @MethodSource("writableBuffers")
    void aLongRestIsCleared(ByteBuffer small) {
        int size = 200_000;
        ByteBuffer large = small.isDirect() ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        for (int i = 0; i < size; i++) {
            large.put((byte) 1);
        }
        BufferRange.of(large.position(1).limit(size - 1)).clearFrom(1);
        byte[] all = new byte[size];
        large.clear().get(all);
        byte[] expected = new byte[size];
        expected[0] = 1;
        expected[1] = 1;
        expected[size - 1] = 1;
        assertArrayEquals(expected, all);
    }
}
