package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that ends while connections are open ends without C's exit handlers: those of Ceph's libraries destroy what the threads of
 * a connection still use, and now and then the process ended with SIGABRT or SIGSEGV instead of with its exit status.
 *
 * <p>Who has closed all connections ends as ever.
 */
final class ProcessEnd {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup C = LINKER.defaultLookup();

    /** Of glibc: handlers are called in the reverse order of their registration, with the exit status. */
    private static final Optional<MethodHandle> ON_EXIT = onExit();

    private static final Optional<MemorySegment> EXIT_AT_ONCE = C.find("_exit");
    private static final AtomicInteger OPEN = new AtomicInteger();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(ProcessEnd::prepare, "rbd4j-process-end"));
        } catch (IllegalStateException isEnding) {
            LOG.debug("the first connection is made while the process ends already", isEnding);
        }
    }

    private ProcessEnd() {}

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> onExit() {
        return C.find("on_exit")
                .map(symbol -> LINKER.downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS)));
    }

    /** A connection is about to be made. */
    static void connectionBegins() {
        OPEN.incrementAndGet();
    }

    /** A connection was given back to librados, or was not made. */
    static void connectionEnded() {
        OPEN.decrementAndGet();
    }

    private static void prepare() {
        if (OPEN.get() > 0 && ON_EXIT.isPresent() && EXIT_AT_ONCE.isPresent()) {
            try {
                int returned = (int) ON_EXIT.get().invokeExact(EXIT_AT_ONCE.get(), MemorySegment.NULL);
                LOG.debug("{} connections are open at the end of the process; on_exit answered {}", OPEN, returned);
            } catch (Throwable failure) {
                throw Handle.unchecked(failure);
            }
        }
    }
}
