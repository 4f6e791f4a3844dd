package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.rbd4j.RbdException;

/**
 * A pipe into which librbd writes one token for each request that is done, as into an eventfd: of many who read it, the kernel
 * wakes one for each token.
 *
 * <p>So librbd calls nothing of Java's when a request is done, where neither a full heap nor the end of a stack may be met.
 */
final class CompletionPipe {
    /** librbd's EVENT_TYPE_EVENTFD: eight bytes for each request. With its EVENT_TYPE_PIPE librbd writes nine. */
    static final int EVENT_TYPE = 2;

    private static final long TOKEN_BYTES = 8;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int EINTR = 4;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup C = LINKER.defaultLookup();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    @SuppressWarnings("restricted")
    private static final MethodHandle PIPE2 = LINKER.downcallHandle(
            C.find("pipe2").orElseThrow(), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), ERRNO);

    @SuppressWarnings("restricted")
    private static final MethodHandle READ = LINKER.downcallHandle(
            C.find("read").orElseThrow(), FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), ERRNO);

    private static final VarHandle ERRNO_FIELD =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final int readEnd;
    private final int writeEnd;

    private CompletionPipe(int readEnd, int writeEnd) {
        this.readEnd = readEnd;
        this.writeEnd = writeEnd;
    }

    /** Makes a pipe, which stays open until the JVM ends. */
    static CompletionPipe open() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if ((int) PIPE2.invokeExact(state, ends, CLOSE_ON_EXEC) < 0) {
                throw RbdException.of(errno(state), "pipe for requests that are done");
            }
            return new CompletionPipe(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1));
        } catch (Throwable failure) {
            throw Handle.unchecked(failure);
        }
    }

    /** Where librbd is to write. */
    int writeEnd() {
        return writeEnd;
    }

    /** What one thread reads with. */
    final class Reader {
        private final MemorySegment token = Arena.ofAuto().allocate(TOKEN_BYTES);
        private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

        /** Waits for a token, and takes it. */
        void take() throws Throwable {
            while ((long) READ.invokeExact(state, readEnd, token, TOKEN_BYTES) < 0) {
                if (errno(state) != EINTR) {
                    throw RbdException.of(errno(state), "read from the pipe for requests that are done");
                }
            }
        }
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO_FIELD.get(state, 0L);
    }
}
