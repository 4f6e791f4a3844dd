package org.rbd4j.conformance.librbd;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.rbd4j.Rados;

/** A program that ends with status 3, if nothing ends it before: one of C's exit handlers would abort it. */
final class UnclosedConnection {
    static final int STATUS = 3;

    private UnclosedConnection() {}

    /**
     * Runs it.
     *
     * @param arguments what to connect to, and whether to close the connection
     */
    public static void main(String... arguments) throws Throwable {
        Rados rados = Rados.connect(arguments[0]);
        abortAtExit();
        if (Boolean.parseBoolean(arguments[1])) {
            rados.close();
        }
        System.exit(STATUS);
    }

    /** Stands for what Ceph's own handlers do, but does it each time. */
    private static void abortAtExit() throws Throwable {
        Linker linker = Linker.nativeLinker();
        MemorySegment abort = linker.defaultLookup().find("abort").orElseThrow();
        MemorySegment onExit = linker.defaultLookup().find("on_exit").orElseThrow();
        int returned = (int) linker.downcallHandle(
                        onExit, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                .invokeExact(abort, MemorySegment.NULL);
        if (returned != 0) {
            throw new IllegalStateException("on_exit answered " + returned);
        }
    }
}
