package org.rbd4j.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rbd4j.InvalidArgumentException;

/**
 * Whether a thread may touch the memory of a buffer. Since Java 22 a buffer may lie in an arena, which belongs to one thread or is closed
 * while the buffer is still there; what touches it then is refused before anything is done.
 */
public final class BufferAccess {
    /** Takes a buffer and a thread; null where Java has no arenas. */
    private static final @Nullable MethodHandle IS_ACCESSIBLE = find();

    /** A thread that has no arena: what it may touch, any thread may. */
    private static final Thread NOBODY = new Thread("never started");

    private BufferAccess() {}

    private static @Nullable MethodHandle find() {
        try {
            Class<?> segments = Class.forName("java.lang.foreign.MemorySegment");
            Class<?> scopes = Class.forName("java.lang.foreign.MemorySegment$Scope");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle ofBuffer =
                    lookup.findStatic(segments, "ofBuffer", MethodType.methodType(segments, Buffer.class));
            MethodHandle isAccessibleBy =
                    lookup.findVirtual(segments, "isAccessibleBy", MethodType.methodType(boolean.class, Thread.class));
            MethodHandle isAlive = MethodHandles.filterArguments(
                    lookup.findVirtual(scopes, "isAlive", MethodType.methodType(boolean.class)),
                    0,
                    lookup.findVirtual(segments, "scope", MethodType.methodType(scopes)));
            // While it is alive, it depends on the thread; afterwards nobody may touch it.
            MethodHandle isAccessible = MethodHandles.guardWithTest(
                    isAlive,
                    isAccessibleBy,
                    MethodHandles.dropArguments(
                            MethodHandles.constant(boolean.class, false), 0, segments, Thread.class));
            return MethodHandles.filterArguments(isAccessible, 0, ofBuffer)
                    .asType(MethodType.methodType(boolean.class, ByteBuffer.class, Thread.class));
        } catch (ReflectiveOperationException older) {
            // Java 19 to 21 have a first form of arenas, which nobody gets without asking for it.
            return null;
        }
    }

    /**
     * Refuses a buffer whose memory this thread may not touch.
     *
     * @param call what is asked
     * @param buffer the buffer
     * @throws InvalidArgumentException if it may not
     */
    public static void requireHere(Supplier<String> call, ByteBuffer buffer) {
        if (buffer.isDirect() && !mayBeTouched(buffer, Thread.currentThread())) {
            throw new InvalidArgumentException(call.get() + ": " + Reason.BUFFER_OUT_OF_REACH.of());
        }
    }

    /**
     * Refuses a buffer whose memory not every thread may touch: a request in flight is done by any.
     *
     * @param call what is asked
     * @param buffer the buffer
     * @throws InvalidArgumentException if not every thread may
     */
    public static void requireEverywhere(Supplier<String> call, ByteBuffer buffer) {
        if (buffer.isDirect() && !mayBeTouched(buffer, NOBODY)) {
            throw new InvalidArgumentException(call.get() + ": " + Reason.BUFFER_OF_ONE_THREAD.of());
        }
    }

    /**
     * Moves a buffer's position to where a call has come.
     *
     * @param buffer the buffer
     * @param position where
     */
    public static void advance(ByteBuffer buffer, int position) {
        try {
            buffer.position(position);
        } catch (IllegalArgumentException moved) {
            // Another thread has moved the limit meanwhile; whose the position is then, nobody can say.
            return;
        }
    }

    private static boolean mayBeTouched(ByteBuffer buffer, Thread thread) {
        if (IS_ACCESSIBLE == null) {
            return true;
        }
        try {
            return (boolean) IS_ACCESSIBLE.invokeExact(buffer, thread);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
