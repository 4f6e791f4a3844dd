package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.InvalidArgumentException;

/** What crosses to C comes back unchanged; what would not is refused. */
class CStringTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "vm-1", "a@b/c d\n", "\u00e4\u20ac", "\ud83d\ude00"})
    void roundTrip(String text) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment structure = arena.allocate(ADDRESS, 2);
            structure.setAtIndex(ADDRESS, 1, CString.toC(arena, "open", text));
            assertEquals(text, CString.fromC(structure, ADDRESS.byteSize()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "vm\0-1", "vm-1\0"})
    void refusesNul(String text) {
        try (Arena arena = Arena.ofConfined()) {
            InvalidArgumentException exception =
                    assertThrows(InvalidArgumentException.class, () -> CString.toC(arena, "open rbd", text));
            assertTrue(exception.getMessage().startsWith("open rbd: "), exception.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "x\ude00y"})
    void refusesHalfASurrogatePair(String text) {
        try (Arena arena = Arena.ofConfined()) {
            assertThrows(InvalidArgumentException.class, () -> CString.toC(arena, "open", text));
        }
    }

    @Test
    void endsInNul() {
        try (Arena arena = Arena.ofConfined()) {
            assertEquals(5, CString.toC(arena, "open", "vm-1").byteSize());
        }
    }
}
