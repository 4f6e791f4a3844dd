package org.rbd4j.librbd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.rbd4j.HandleClosedException;
import org.rbd4j.HandleLostException;
import org.rbd4j.RbdTimeoutException;
import org.rbd4j.internal.StackRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pointer of C's that is given back exactly once: after the last call inside it and after all that was opened from it.
 *
 * <p>Any number of calls are inside at once, but for one that librbd can bear no other beside: that one waits until all are out, and
 * who comes meanwhile waits for it.
 */
final class Handle {
    private static final Logger LOG = LoggerFactory.getLogger(Handle.class);

    /** What C is asked to do with the pointer; the arena lasts as long as the call. */
    @FunctionalInterface
    interface Call<T> {
        T invoke(MemorySegment pointer, Arena arena) throws Throwable;
    }

    private static final String NOT_CLOSED = "there was no memory or no stack to close it with";

    private final String kind;
    private final String name;
    private final MemorySegment pointer;
    private final Call<?> givingBack;
    private final Deadline deadline;
    private final @Nullable Handle origin;

    /** Guarded by this, as are the fields below. */
    private final Set<Handle> opened = new LinkedHashSet<>();

    private int callsInside;
    private boolean isOneAlone;
    private int waitingToBeAlone;
    private boolean closing;
    private boolean closed;
    private @Nullable String lostIn;
    private @Nullable String inUseBy;
    private @Nullable String leaksBecauseOf;

    /** Made early, for there may be no memory when it is needed. */
    private final BooleanSupplier othersTurn = this::isOthersTurn;

    private Handle(
            String kind,
            String name,
            MemorySegment pointer,
            Call<?> givingBack,
            Deadline deadline,
            @Nullable Handle origin) {
        this.kind = kind;
        this.name = name;
        this.pointer = pointer;
        this.givingBack = givingBack;
        this.deadline = deadline;
        this.origin = origin;
    }

    /** A handle that was opened from nothing. */
    static Handle root(String kind, String name, MemorySegment pointer, Call<?> givingBack, Deadline deadline) {
        return new Handle(kind, name, pointer, givingBack, deadline, null);
    }

    /** Opens a handle from this one; the new one is given back before this one is. */
    Handle open(String what, String newKind, String newName, Call<MemorySegment> opening, Call<?> newGivingBack) {
        return call(what, (self, arena) -> {
            MemorySegment opened = opening.invoke(self, arena);
            try {
                return keep(new Handle(newKind, newName, opened, newGivingBack, deadline, this));
            } catch (Error noMemory) {
                leakAll("there was no memory to keep what was opened from it");
                throw noMemory;
            }
        });
    }

    private synchronized Handle keep(Handle handle) {
        opened.add(handle);
        return handle;
    }

    /**
     * Makes a call inside the handle.
     *
     * @param what operation, image and numbers, for the message of a failure
     */
    <T> T call(String what, Call<T> call) {
        enter(what);
        try {
            return invoke(what, call);
        } finally {
            leave();
        }
    }

    /** Makes a call beside which there is no other inside the handle; it answers with nothing but a return code. */
    void callAlone(String what, Why why, Call<? extends Number> call) {
        long returned;
        enterAlone(what);
        try {
            returned = invoke(what, call).longValue();
        } finally {
            leave();
        }
        ReturnCode.check(what, returned, why);
    }

    /** Makes a call that answers with nothing but a return code. */
    long callForCode(String what, Call<? extends Number> call) {
        return callForCode(what, Why.UNKNOWN, call);
    }

    /** As the other one, with the reason of a failure. */
    long callForCode(String what, Why why, Call<? extends Number> call) {
        return ReturnCode.check(what, call(what, call).longValue(), why);
    }

    /** A call into C that begins a request; once it has returned, what C returns in the end is to be told, once. */
    @FunctionalInterface
    interface Beginning {
        void begin(MemorySegment pointer, Arena arena, LongConsumer ending) throws Throwable;
    }

    /**
     * Begins a request that goes on inside the handle after this method has returned. What its end takes is there before C is, for
     * afterwards there may be no memory for it.
     *
     * @param result makes the answer of what C returned; again if it runs out of memory
     * @param release is run before the answer is there, once the handle has been left; not if this throws
     */
    <T extends @Nullable Object> CompletableFuture<T> begin(
            String what, Beginning beginning, LongFunction<T> result, Runnable release) {
        RequestEnd<T> end = new RequestEnd<>(what, this, deadline, result, release);
        LongConsumer ending = end::done;
        enter(what);
        try {
            end.begin();
            invoke(what, (self, arena) -> {
                beginning.begin(self, arena, ending);
                return ending;
            });
        } catch (RuntimeException | Error notBegun) {
            if (end.withdraw()) {
                throw notBegun;
            }
        }
        return end.answer();
    }

    /** Waits for the calls inside, closes what was opened from here, newest first, and gives the pointer back. */
    void close() {
        StackRoom.require();
        synchronized (this) {
            if (closing) {
                // Whoever closes a second time relies on the pointer being gone, as the handle's origin does.
                waitWhile(() -> !closed);
                return;
            }
            closing = true;
        }
        boolean isGivenBack = false;
        Failures failures;
        try {
            failures = closeAll();
            isGivenBack = true;
        } finally {
            if (!isGivenBack) {
                leakAll(NOT_CLOSED);
            }
            endClosing();
        }
        // Last of all, for the log is somebody else's code, which may close this handle too.
        leak().ifPresent(reason ->
                LOG.warn("{} {} stays open inside the library until the JVM ends, for {}", kind, name, reason));
        failures.throwFirst();
    }

    private Failures closeAll() {
        Failures failures = new Failures();
        synchronized (this) {
            waitWhile(() -> callsInside > 0);
        }
        openedNewestFirst().forEach(handle -> failures.keep(handle::close));
        failures.keep(this::giveBack);
        return failures;
    }

    private void endClosing() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        if (origin != null) {
            origin.forget(this);
        }
    }

    /** What C knows the handle by, for who is inside. */
    MemorySegment pointer() {
        return pointer;
    }

    /**
     * Enters the handle, as each of the methods above does by itself, to call C by way of the {@link #pointer()} until {@link #leave()}.
     *
     * @param what operation, image and numbers, for the message of a failure
     */
    void enter(String what) {
        StackRoom.require();
        enterWithRoom(what);
    }

    private synchronized void enterWithRoom(String what) {
        requireUsable(what);
        if (isOthersTurn()) {
            awaitTurn(what, othersTurn);
        }
        callsInside++;
    }

    /**
     * Enters the handle, if nothing is in the way: whoever has not entered finds out by {@link #enter(String)}. So the message of a
     * failure need not be thought of before there is one.
     */
    boolean enterAtOnce() {
        StackRoom.require();
        return enterAtOnceWithRoom();
    }

    private synchronized boolean enterAtOnceWithRoom() {
        if (closing || lostIn != null || isOthersTurn()) {
            return false;
        }
        callsInside++;
        return true;
    }

    private boolean isOthersTurn() {
        return isOneAlone || waitingToBeAlone > 0;
    }

    private synchronized void enterAlone(String what) {
        StackRoom.require();
        requireUsable(what);
        waitingToBeAlone++;
        try {
            awaitTurn(what, () -> callsInside > 0);
            isOneAlone = true;
            callsInside++;
        } finally {
            waitingToBeAlone--;
            notifyAll();
        }
    }

    /** Waits as long as calls may take; who comes too late, or to a handle that is lost meanwhile, has not entered. */
    private void awaitTurn(String what, BooleanSupplier mustWait) {
        boolean isInTime = deadline.await(this, () -> !closing && lostIn == null && mustWait.getAsBoolean());
        requireUsable(what);
        if (!isInTime) {
            throw new RbdTimeoutException(what + ": other calls through this handle did not end within " + deadline);
        }
    }

    private void requireUsable(String what) {
        if (closing) {
            throw new HandleClosedException(what + ": " + kind + " is closed");
        }
        if (lostIn != null) {
            throw new HandleLostException(
                    what + ": " + kind + " is lost, for this did not end within its deadline: " + lostIn);
        }
    }

    /** Ends a call inside the handle. */
    synchronized void leave() {
        callsInside--;
        isOneAlone = false;
        notifyAll();
    }

    private <T> T invoke(String what, Call<T> call) {
        return deadline.run(what, () -> invokeOnThisThread(call), () -> lose(what));
    }

    private <T> T invokeOnThisThread(Call<T> call) {
        try (Arena arena = Arena.ofConfined()) {
            return call.invoke(pointer, arena);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** What a call into C failed with: a method handle may throw anything, says Java, but C functions throw nothing. */
    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        // Java has one OutOfMemoryError for all that meet a full heap. Met by the call and then in leaving the arena,
        // it would be added to itself, which Java refuses.
        if (failure instanceof IllegalArgumentException && failure.getCause() instanceof OutOfMemoryError full) {
            throw full;
        }
        return failure instanceof RuntimeException exception
                ? exception
                : new IllegalStateException("C functions throw nothing", failure);
    }

    /**
     * A call is inside for good: nobody may enter any more, and neither this nor its origins can be given back. Makes no object, for
     * there may be no memory.
     */
    void lose(String what) {
        synchronized (this) {
            lostIn = what;
            notifyAll();
        }
        for (Handle handle = this; handle != null; handle = handle.origin) {
            handle.staysInUse(what);
        }
    }

    private synchronized void staysInUse(String what) {
        inUseBy = what;
    }

    /** Neither this nor what it was opened from is given back. */
    private void leakAll(String reason) {
        for (Handle handle = this; handle != null; handle = handle.origin) {
            handle.leakBecauseOf(reason);
        }
    }

    private synchronized void leakBecauseOf(String reason) {
        leaksBecauseOf = reason;
    }

    private synchronized List<Handle> openedNewestFirst() {
        List<Handle> newestFirst = new ArrayList<>(opened);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private synchronized void forget(Handle handle) {
        opened.remove(handle);
    }

    private void giveBack() {
        if (leak().isPresent()) {
            return;
        }
        try {
            invoke("close " + kind + " " + name, givingBack);
        } catch (RbdTimeoutException timeout) {
            if (leak().isEmpty()) {
                throw timeout;
            }
        } catch (Error notCalled) {
            leakAll(NOT_CLOSED);
            throw notCalled;
        }
    }

    /** Why the pointer is never given back, if it is not. */
    private synchronized Optional<String> leak() {
        return inUseBy == null
                ? Optional.ofNullable(leaksBecauseOf)
                : Optional.of("this did not end within its deadline: " + inUseBy);
    }

    /** Is called with this locked. */
    private void waitWhile(BooleanSupplier condition) {
        Uninterrupted.await(() -> {
            while (condition.getAsBoolean()) {
                wait();
            }
            return this;
        });
    }
}
