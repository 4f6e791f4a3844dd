package org.rbd4j.conformance.hostile;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Image;

/**
 * One call of a program: the same seed always makes the same one.
 *
 * @param slot which of the receivers of its kind
 * @param opensAnew whether what was closed in that slot is opened before
 * @param interrupted whether the thread is interrupted when it calls
 */
record HostileCall(
        Receiver receiver,
        int slot,
        Method method,
        List<Argument> arguments,
        boolean opensAnew,
        boolean interrupted,
        Follow follow) {
    /** What is done with a future. */
    enum Follow {
        NOTHING,
        CANCEL,
        JOIN,
        BEGIN_ANOTHER,
        THROW
    }

    /** A call that takes long is waiting for something else than its arguments. */
    private static final long LONG_NANOS = 1_000_000_000;

    static HostileCall of(long seed, int slots) {
        Dice dice = new Dice(seed);
        Receiver receiver = Receiver.any(dice);
        Method method = dice.oneOf(receiver.methods());
        return new HostileCall(
                receiver,
                dice.below(slots),
                method,
                Arguments.of(method, dice),
                !dice.oneIn(5),
                dice.oneIn(50),
                dice.oneOf(List.of(Follow.values())));
    }

    Set<Excuse> excuses() {
        Set<Excuse> all = EnumSet.noneOf(Excuse.class);
        arguments.forEach(argument -> all.addAll(argument.excuses()));
        if (follow == Follow.THROW) {
            all.add(Excuse.CALLBACK);
        }
        return all;
    }

    /** Makes the call. */
    void make(HostileWorld world) throws Throwable {
        Object on = on(world);
        Object[] values = arguments.stream()
                .map(argument -> argument.value().apply(world))
                .toArray();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            Object returned = invoke(on, values);
            boolean wasInterrupted = Thread.interrupted();
            if (interrupted && !wasInterrupted) {
                throw new InterruptSwallowed();
            }
            if (method.getName().equals("createPool")) {
                world.poolCreated((String) values[0]);
            }
            if (returned != null) {
                followUp(world, returned);
                world.keep(this, returned);
            }
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        } finally {
            Thread.interrupted();
            if (method.getName().equals("close") && opensAnew) {
                world.forget(receiver, slot);
            }
        }
    }

    private @Nullable Object invoke(Object on, @Nullable Object... values) throws ReflectiveOperationException {
        int times = arguments.stream().mapToInt(Argument::times).max().orElse(1);
        long begun = System.nanoTime();
        for (int again = 1; again < times && System.nanoTime() - begun < LONG_NANOS; again++) {
            method.invoke(on, values);
        }
        return method.invoke(on, values);
    }

    /** A call returned, and the thread is not interrupted any more. */
    static final class InterruptSwallowed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Object on(HostileWorld world) {
        Image image;
        switch (receiver) {
            case CONNECTION:
                return world.connection(slot % HostileWorld.CONNECTIONS);
            case POOL:
                return world.pool(slot % HostileWorld.POOLS);
            case CHANNEL:
                return world.channel(slot % HostileWorld.IMAGES);
            default:
                image = world.image(slot % HostileWorld.IMAGES);
        }
        return switch (receiver) {
            case SNAPSHOTS -> image.snapshots();
            case LOCKS -> image.locks();
            case ASYNC -> image.async();
            default -> image;
        };
    }

    private void followUp(HostileWorld world, Object returned) {
        if (!(returned instanceof CompletableFuture<?> future)) {
            return;
        }
        switch (follow) {
            case CANCEL -> future.cancel(true);
            case JOIN -> future.join();
            case BEGIN_ANOTHER ->
                world.keep(
                        this,
                        future.handle((done, failure) ->
                                world.image(slot % HostileWorld.IMAGES).async().write(0, new byte[] {1})));
            case THROW ->
                world.keep(this, future.whenComplete((done, failure) -> {
                    throw new Callbacks.Thrown();
                }));
            case NOTHING -> {}
        }
    }

    /** What a reader of the program needs to make the call by hand. */
    String text() {
        String texts = arguments.stream().map(Argument::text).collect(Collectors.joining(", "));
        String returned = CompletableFuture.class == method.getReturnType() && follow != Follow.NOTHING
                ? ", then " + follow.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                : "";
        return receiver + " " + slot + ": " + method.getName() + "(" + texts + ")" + returned
                + (interrupted ? ", interrupted" : "")
                + (method.getName().equals("close") && !opensAnew ? ", and goes on using it" : "");
    }
}
