package org.rbd4j.librbd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.internal.Reason;

/** A Java string crosses as UTF-8 that ends in NUL, unchanged or not at all. */
final class CString {
    private CString() {}

    /** Copies a string to C; one that C could not tell from another is refused. */
    static MemorySegment toC(Arena arena, String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidArgumentException(what + ": " + Reason.HOLDS_NUL.of(text));
        }
        ByteBuffer bytes;
        try {
            // The encoder reports half a surrogate pair, which String.getBytes would turn into a question mark.
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException unpaired) {
            throw new InvalidArgumentException(what + ": " + Reason.HOLDS_HALF_SURROGATE.of(text));
        }
        MemorySegment segment = arena.allocate(bytes.remaining() + 1L);
        MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, segment, 0, bytes.remaining());
        return segment;
    }

    /** Reads the string that a pointer inside a C structure leads to. */
    @SuppressWarnings("restricted")
    static String fromC(MemorySegment structure, long offset) {
        return structure
                .get(ValueLayout.ADDRESS, offset)
                .reinterpret(Long.MAX_VALUE)
                .getString(0);
    }
}
