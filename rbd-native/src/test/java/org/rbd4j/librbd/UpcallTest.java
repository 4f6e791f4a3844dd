package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rbd4j.DiffExtent;
import org.rbd4j.Errno;

/** What C calls lets nothing through to C, which would end the JVM, whatever C hands back. */
@SuppressWarnings("restricted")
class UpcallTest {
    private static final FunctionDescriptor DIFF = FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS);

    @Test
    void anExtentIsKept() throws Throwable {
        List<DiffExtent> extents = DiffExtents.collect("diff", (callback, argument) -> extent(callback, argument, 7))
                .extents();
        assertEquals(List.of(new DiffExtent(7, 1, true)), extents);
    }

    @Test
    void moreExtentsAreKeptThanThereWasRoomForAtFirst() throws Throwable {
        List<DiffExtent> expected = new ArrayList<>();
        DiffExtents.Result result = DiffExtents.collect("diff", (callback, argument) -> {
            for (int offset = 0; offset < 5_000; offset++) {
                assertEquals(0, extent(callback, argument, offset));
                expected.add(new DiffExtent(offset, 1, true));
            }
            return 0;
        });
        assertEquals(expected, result.extents());
    }

    @Test
    void anExtentOfADiffThatIsOverStopsIt() throws Throwable {
        List<MemorySegment> pointers = new ArrayList<>();
        DiffExtents.collect("diff", (callback, argument) -> {
            pointers.addAll(List.of(callback, argument));
            return 0;
        });
        assertEquals(-Errno.ECANCELED, extent(pointers.get(0), pointers.get(1), 0));
    }

    private static int extent(MemorySegment callback, MemorySegment argument, long offset) throws Throwable {
        return (int) Linker.nativeLinker().downcallHandle(callback, DIFF).invokeExact(offset, 1L, 1, argument);
    }
}
