package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rbd4j.Errno;
import org.rbd4j.FunctionNotSupportedException;

/** A function that is there can be called, one that is not says so when it is. */
class NativeLibraryTest {
    @BeforeAll
    static void endTheRehearsal() {
        FirstUse.prepare();
    }

    private final NativeLibrary libc = NativeLibrary.open("libc.so.6");

    @Test
    void callsFunctionThatIsThere() throws Throwable {
        MethodHandle strlen = libc.function("strlen", JAVA_LONG, ADDRESS);
        try (Arena arena = Arena.ofConfined()) {
            assertEquals(5, (long) strlen.invokeExact(arena.allocateFrom("image")));
        }
        libc.requireLoaded();
    }

    @Test
    void missingFunctionIsNamedWhenCalled() {
        MethodHandle missing = libc.function("rbd_from_the_future", JAVA_INT, ADDRESS, JAVA_LONG);
        FunctionNotSupportedException exception = assertThrows(FunctionNotSupportedException.class, () -> {
            int ignored = (int) missing.invokeExact(MemorySegment.NULL, 1L);
        });
        assertTrue(exception.getMessage().contains("rbd_from_the_future"), exception.getMessage());
        assertTrue(exception.getMessage().contains("libc.so.6"), exception.getMessage());
    }

    @Test
    void missingProcedureIsNamedWhenCalled() {
        MethodHandle missing = libc.procedure("rados_from_the_future", ADDRESS);
        FunctionNotSupportedException exception = assertThrows(FunctionNotSupportedException.class, () -> {
            missing.invokeExact(MemorySegment.NULL);
        });
        assertTrue(exception.getMessage().contains("rados_from_the_future"), exception.getMessage());
    }

    @Test
    void missingLibraryNamesThePackages() {
        NativeLibrary library = NativeLibrary.open("librbd4j-is-not-installed.so.1");
        FunctionNotSupportedException exception =
                assertThrows(FunctionNotSupportedException.class, library::requireLoaded);
        assertEquals(Errno.ENOSYS, exception.errno());
        assertTrue(exception.getMessage().contains("librbd4j-is-not-installed.so.1"), exception.getMessage());
        assertTrue(exception.getMessage().contains("librbd1 and librados2"), exception.getMessage());
    }

    @Test
    void functionOfMissingLibraryIsNamedWhenCalled() {
        MethodHandle function =
                NativeLibrary.open("librbd4j-is-not-installed.so.1").function("rbd_open", JAVA_INT);
        assertThrows(FunctionNotSupportedException.class, () -> {
            int ignored = (int) function.invokeExact();
        });
    }
}
