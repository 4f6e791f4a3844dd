package org.rbd4j.conformance.hostile;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Buffers of every kind that Java has, those of an arena where it has arenas (22 and later). */
final class Buffers {
    private static final int LONGEST = 1 << 16;
    private static final int LONG = 5 << 20;

    private Buffers() {}

    static Argument any(Dice dice) {
        int length = length(dice);
        int before = dice.oneIn(2) ? 0 : dice.below(9);
        int after = dice.oneIn(2) ? 0 : dice.below(9);
        String range = "(" + length + " bytes, " + before + " before and " + after + " after)";
        return switch (dice.below(24)) {
            case 0 -> Argument.of(null, "null", Excuse.NULL);
            case 1 ->
                new Argument(
                        "a read-only buffer " + range,
                        world -> part(ByteBuffer.allocate(before + length + after), before, length)
                                .asReadOnlyBuffer(),
                        Set.of(Excuse.READ_ONLY_BUFFER));
            case 2 ->
                new Argument(
                        "a read-only direct buffer " + range,
                        world -> part(ByteBuffer.allocateDirect(before + length + after), before, length)
                                .asReadOnlyBuffer(),
                        Set.of(Excuse.READ_ONLY_BUFFER));
            case 3 ->
                new Argument(
                        "a buffer of a closed arena " + range,
                        world -> part(ofArena("ofShared", before + length + after, true), before, length),
                        Set.of());
            case 4 ->
                new Argument(
                        "a buffer of a shared arena " + range,
                        world -> part(ofArena("ofShared", before + length + after, false), before, length),
                        Set.of());
            case 5 ->
                new Argument(
                        "a buffer of this thread's arena " + range,
                        world -> part(ofArena("ofConfined", before + length + after, false), before, length),
                        Set.of());
            case 6 ->
                new Argument(
                        "a buffer of another thread's arena " + range,
                        world -> part(ofAnotherThread(before + length + after), before, length),
                        Set.of());
            case 7, 8, 9 ->
                new Argument(
                        "a direct buffer " + range,
                        world -> part(ByteBuffer.allocateDirect(before + length + after), before, length),
                        Set.of());
            case 10, 11, 12 ->
                Argument.thatMoves(
                        "a buffer that another thread moves " + range,
                        world -> world.moved(
                                part(ByteBuffer.allocateDirect(before + 2 * length + after), before, length)));
            case 13, 14, 15 ->
                Argument.thatMoves(
                        "a buffer of an array, which another thread moves " + range,
                        world -> world.moved(part(ByteBuffer.allocate(before + 2 * length + after), before, length)));
            default ->
                new Argument(
                        "a buffer of an array " + range,
                        world -> part(ByteBuffer.allocate(before + length + after), before, length)
                                .slice(),
                        Set.of());
        };
    }

    static int length(Dice dice) {
        return dice.oneIn(4) ? dice.below(3) : dice.below(dice.oneIn(50) ? LONG : LONGEST);
    }

    private static ByteBuffer part(ByteBuffer whole, int before, int length) {
        return whole.position(before).limit(before + length);
    }

    /** Has Java initialise what arenas take, for which a call under test may leave it no stack, and no second attempt. */
    static void prepare() {
        ofArena("ofConfined", 1, true);
        ofArena("ofShared", 1, true);
    }

    private static ByteBuffer ofAnotherThread(int length) {
        AtomicReference<ByteBuffer> made = new AtomicReference<>();
        Thread owner = new Thread(() -> made.set(ofArena("ofConfined", length, false)));
        owner.setUncaughtExceptionHandler((thread, failure) -> {});
        owner.start();
        boolean wasInterrupted = false;
        while (owner.isAlive()) {
            try {
                owner.join();
            } catch (InterruptedException later) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(made.get()).orElseThrow(OutOfMemoryError::new);
    }

    /** A buffer of a new arena's memory; one of an array where Java is too old. */
    private static ByteBuffer ofArena(String factory, int length, boolean closed) {
        try {
            Class<?> arenas = Class.forName("java.lang.foreign.Arena");
            Object arena = call(arenas, factory, null);
            Object segment = call(arenas, "allocate", arena, (long) Math.max(1, length));
            ByteBuffer buffer = (ByteBuffer) Objects.requireNonNull(
                    call(Class.forName("java.lang.foreign.MemorySegment"), "asByteBuffer", segment));
            if (closed) {
                call(arenas, "close", arena);
            }
            return buffer;
        } catch (ClassNotFoundException older) {
            return ByteBuffer.allocate(Math.max(1, length));
        }
    }

    private static @Nullable Object call(Class<?> type, String method, @Nullable Object receiver, Object... arguments) {
        try {
            Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {long.class};
            Method found = type.getMethod(method, types);
            return found.invoke(receiver, arguments);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failed);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
