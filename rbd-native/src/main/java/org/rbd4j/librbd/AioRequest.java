package org.rbd4j.librbd;

import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_CREATE_COMPLETION;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_GET_RETURN_VALUE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_AIO_RELEASE;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One asynchronous request on its way through librbd: from when C took it until C has called back, which is exactly once.
 *
 * <p>librbd calls back on a thread of its own, on which all else of its image waits. So only the return code is taken there;
 * what the caller hangs on to the future runs on other threads, of which there are as many as are blocked.
 */
final class AioRequest {
    /** A call into C that begins the request and answers 0, or with an errno and without ever calling back. */
    @FunctionalInterface
    interface Beginning {
        int begin(MemorySegment completion) throws Throwable;
    }

    /** Where what depends on a request runs. */
    static final Executor THREADS = DaemonThreads.named("rbd4j-completion");

    /** One for all requests. */
    static final MemorySegment CALLBACK = Upcall.to(
            MethodHandles.lookup(), "tell", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS));

    private static final Map<Long, AioRequest> IN_FLIGHT = new ConcurrentHashMap<>();
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final CompletableFuture<Long> returned = new CompletableFuture<>();

    /** C uses its memory until it calls back, even if everybody else has given the request up. */
    private final Optional<Transfer> transfer;

    private AioRequest(Optional<Transfer> transfer) {
        this.transfer = transfer;
    }

    /**
     * Begins a request.
     *
     * @param transfer the bytes that C reads or writes meanwhile, if there are any
     * @return what C returns for it in the end; whatever depends on it runs on a thread that may be blocked
     */
    static CompletableFuture<Long> begin(String what, Optional<Transfer> transfer, Arena arena, Beginning beginning)
            throws Throwable {
        AioRequest request = new AioRequest(transfer);
        long id = LAST_ID.incrementAndGet();
        MemorySegment place = arena.allocate(ValueLayout.ADDRESS);
        int created = (int) RBD_AIO_CREATE_COMPLETION.invokeExact(MemorySegment.ofAddress(id), CALLBACK, place);
        ReturnCode.check(what, created);
        MemorySegment completion = place.get(ValueLayout.ADDRESS, 0);
        IN_FLIGHT.put(id, request);
        int begun;
        try {
            begun = beginning.begin(completion);
        } catch (Throwable notBegun) {
            abandon(id, completion);
            throw notBegun;
        }
        if (begun < 0) {
            abandon(id, completion);
            ReturnCode.check(what, begun);
        }
        return request.returned;
    }

    private static void abandon(long id, MemorySegment completion) throws Throwable {
        IN_FLIGHT.remove(id).transfer.ifPresent(Transfer::comeBack);
        RBD_AIO_RELEASE.invokeExact(completion);
    }

    /** Called by C; what it throws would end the JVM. */
    private static void tell(MemorySegment completion, MemorySegment argument) {
        try {
            AioRequest request = IN_FLIGHT.remove(argument.address());
            if (request != null) {
                request.end(completion);
            }
        } catch (Throwable outOfMemory) {
            // The request stays in flight: neither its memory nor its handle is given back.
        }
    }

    private void end(MemorySegment completion) {
        transfer.ifPresent(Transfer::comeBack);
        try {
            long code = (long) RBD_AIO_GET_RETURN_VALUE.invokeExact(completion);
            RBD_AIO_RELEASE.invokeExact(completion);
            THREADS.execute(() -> returned.complete(code));
        } catch (Throwable noThread) {
            returned.completeExceptionally(noThread);
        }
    }
}
