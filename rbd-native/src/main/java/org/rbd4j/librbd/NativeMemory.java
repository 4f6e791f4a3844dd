package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * C's memory by its addresses alone, for what C calls: there no object may be made, for the heap may be full, and nothing may be
 * thrown.
 */
final class NativeMemory {
    @SuppressWarnings("restricted")
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final VarHandle LONG = JAVA_LONG.varHandle();

    private static final MemorySegment REALLOC_POINTER = pointer("realloc");
    private static final MethodHandle REALLOC =
            function("realloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FREE = function("free", FunctionDescriptor.ofVoid(JAVA_LONG));

    private NativeMemory() {}

    /** A function of C's own. */
    @SuppressWarnings("restricted")
    static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(pointer(name), descriptor);
    }

    private static MemorySegment pointer(String name) {
        return Linker.nativeLinker().defaultLookup().find(name).orElseThrow();
    }

    /** The address of C's {@code realloc}, which is what {@link #resized} calls. */
    static long realloc() {
        return REALLOC_POINTER.address();
    }

    /** Makes a block of its own, to be {@linkplain #free freed}. */
    static long allocated(long bytes) {
        long address;
        try {
            address = resized(0, bytes);
        } catch (Throwable failure) {
            throw Handle.unchecked(failure);
        }
        if (address == 0) {
            throw new OutOfMemoryError("no memory of C's for " + bytes + " bytes");
        }
        return address;
    }

    static long get(long address) {
        return ALL.get(JAVA_LONG, address);
    }

    static void set(long address, long value) {
        ALL.set(JAVA_LONG, address, value);
    }

    /** As {@link #get}, and what another thread set before that value by {@link #publish} is seen from then on. */
    static long seen(long address) {
        return (long) LONG.getAcquire(ALL, address);
    }

    /** As {@link #set}, for another thread that looks by {@link #seen}. */
    static void publish(long address, long value) {
        LONG.setRelease(ALL, address, value);
    }

    /**
     * Makes a block larger, or a new one of the address 0.
     *
     * @return its new address; 0 if there is no memory, and then the block is what it was
     */
    static long resized(long address, long bytes) throws Throwable {
        return (long) REALLOC.invokeExact(address, bytes);
    }

    static void free(long address) {
        try {
            FREE.invokeExact(address);
        } catch (Throwable failure) {
            throw Handle.unchecked(failure);
        }
    }
}
