package org.rbd4j.conformance.hostile;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.rbd4j.AdvisoryLocks;
import org.rbd4j.AsyncIo;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.Snapshots;

/** What methods are called on: every public one is found by reflection, so that what the interface gains is called too. */
enum Receiver {
    CONNECTION(Rados.class, 2),
    POOL(Pool.class, 28),
    IMAGE(Image.class, 80),
    SNAPSHOTS(Snapshots.class, 36),
    LOCKS(AdvisoryLocks.class, 4),
    ASYNC(AsyncIo.class, 30),
    CHANNEL(SeekableByteChannel.class, 16);

    private static final int ALL_WEIGHTS =
            Arrays.stream(values()).mapToInt(receiver -> receiver.weight).sum();

    private final Class<?> type;
    private final int weight;
    private final List<Method> methods;

    /**
     * Lists its methods.
     *
     * @param weight how often it is called beside the others
     */
    Receiver(Class<?> type, int weight) {
        this.type = type;
        this.weight = weight;
        this.methods = Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .sorted(Comparator.comparing(Method::toString))
                .flatMap(method -> Collections.nCopies(shareOf(method), method).stream())
                .toList();
    }

    static Receiver any(Dice dice) {
        int at = dice.below(ALL_WEIGHTS);
        for (Receiver receiver : values()) {
            at -= receiver.weight;
            if (at < 0) {
                return receiver;
            }
        }
        throw new AssertionError("the weights are " + ALL_WEIGHTS + " in all");
    }

    /** What goes between an image and memory is called most, for it is where most can go wrong. */
    private static int shareOf(Method method) {
        return List.of(method.getParameterTypes()).contains(ByteBuffer.class) ? 5 : 1;
    }

    List<Method> methods() {
        return methods;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
