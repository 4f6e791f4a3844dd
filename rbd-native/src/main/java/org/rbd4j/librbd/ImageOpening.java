package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_CLOSE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_SIZE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_STRIPE_COUNT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_OPEN;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_OPEN_READ_ONLY;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;

/** An rbd_image_t gets out of here only if it can be used without harm, whichever program made the image. */
final class ImageOpening {
    private final String what;
    private final MemorySegment ioctx;
    private final Arena arena;

    ImageOpening(String what, MemorySegment ioctx, Arena arena) {
        this.what = what;
        this.ioctx = ioctx;
        this.arena = arena;
    }

    MemorySegment open(String name, OpenOptions options) throws Throwable {
        MemorySegment slot = arena.allocate(ADDRESS);
        MemorySegment image = CString.toC(arena, what, name);
        MemorySegment snapshot = options.snapshot().isPresent()
                ? CString.toC(arena, what, options.snapshot().get())
                : MemorySegment.NULL;
        int returned = options.readOnly()
                ? (int) RBD_OPEN_READ_ONLY.invokeExact(ioctx, image, slot, snapshot)
                : (int) RBD_OPEN.invokeExact(ioctx, image, slot, snapshot);
        ReturnCode.check(what, returned);
        MemorySegment opened = slot.get(ADDRESS, 0);
        try {
            requireHarmless(opened);
        } catch (RuntimeException | Error refusal) {
            int closed = (int) RBD_CLOSE.invokeExact(opened);
            ReturnCode.check(what, closed);
            throw refusal;
        }
        return opened;
    }

    private void requireHarmless(MemorySegment opened) throws Throwable {
        long size = ask(RBD_GET_SIZE, opened);
        if (size < 0) {
            throw new InvalidArgumentException(
                    what + ": its size is " + Long.toUnsignedString(size) + " bytes, more than a long holds");
        }
        ImageOptionSet.checkStripeCount(what, ask(RBD_GET_STRIPE_COUNT, opened));
    }

    private long ask(MethodHandle function, MemorySegment opened) throws Throwable {
        MemorySegment answer = arena.allocate(JAVA_LONG);
        int returned = (int) function.invokeExact(opened, answer);
        ReturnCode.check(what, returned);
        return answer.get(JAVA_LONG, 0);
    }
}
