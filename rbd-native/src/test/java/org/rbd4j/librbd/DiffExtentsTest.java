package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rbd4j.DiffExtent;
import org.rbd4j.Errno;

/** What C calls when there is an extent notes it, be it machine code or Java. */
@SuppressWarnings("restricted")
class DiffExtentsTest {
    private static final FunctionDescriptor DIFF = FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS);

    private static List<MemorySegment> callbacks() {
        return List.of(DiffExtents.CALLBACK, DiffExtents.UPCALL);
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void anExtentIsKept(MemorySegment called) throws Throwable {
        List<DiffExtent> extents = DiffExtents.collect("diff", (callback, argument) -> extent(called, argument, 7))
                .extents();
        assertEquals(List.of(new DiffExtent(7, 1, true)), extents);
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void moreExtentsAreKeptThanThereWasRoomForAtFirst(MemorySegment called) throws Throwable {
        List<DiffExtent> expected = new ArrayList<>();
        DiffExtents.Result result = DiffExtents.collect("diff", (callback, argument) -> {
            for (int offset = 0; offset < 5_000; offset++) {
                assertEquals(0, tell(called, argument, Long.MAX_VALUE - offset, 3L * offset, offset % 3));
                expected.add(new DiffExtent(Long.MAX_VALUE - offset, 3L * offset, offset % 3 != 0));
            }
            return 0;
        });
        assertEquals(expected, result.extents());
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void anExtentOfADiffThatIsOverStopsIt(MemorySegment called) throws Throwable {
        List<MemorySegment> pointers = new ArrayList<>();
        DiffExtents.collect("diff", (callback, argument) -> {
            pointers.add(argument);
            return 0;
        });
        assertEquals(-Errno.ECANCELED, extent(called, pointers.get(0), 0));
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void aDiffForWhichThereIsNoMemoryEndsWithAllThatWasKept(MemorySegment called) throws Throwable {
        DiffExtents.Result result = DiffExtents.collect("diff", (callback, argument) -> {
            MemorySegment header = argument.reinterpret(32);
            assertEquals(0, extent(called, argument, 1));
            long room = header.get(ValueLayout.JAVA_LONG, 8);
            header.set(ValueLayout.JAVA_LONG, 0, Long.MAX_VALUE / 64);
            header.set(ValueLayout.JAVA_LONG, 8, Long.MAX_VALUE / 64);
            assertEquals(DiffExtents.NO_MEMORY, extent(called, argument, 2));
            header.set(ValueLayout.JAVA_LONG, 0, 1);
            header.set(ValueLayout.JAVA_LONG, 8, room);
            return 0;
        });
        assertEquals(List.of(new DiffExtent(1, 1, true)), result.extents());
    }

    private static int extent(MemorySegment callback, MemorySegment argument, long offset) throws Throwable {
        return tell(callback, argument, offset, 1, 1);
    }

    private static int tell(MemorySegment callback, MemorySegment argument, long offset, long length, int exists)
            throws Throwable {
        return (int) Linker.nativeLinker().downcallHandle(callback, DIFF).invokeExact(offset, length, exists, argument);
    }
}
