package org.rbd4j.librbd;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rbd4j.AdvisoryLocks;
import org.rbd4j.AsyncIo;
import org.rbd4j.ConnectionUri;
import org.rbd4j.DiffRange;
import org.rbd4j.DiffVisitor;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.IoAdvice;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.Rados;
import org.rbd4j.Snapshots;

/** Every call of the interface, made while the libraries are not called: what they end in is the business of nobody. */
final class RehearsedCalls {
    private static final ConnectionUri URI = ConnectionUri.parse("ceph:");
    private static final String WHAT = "first use";

    /** What reasons tell apart; ERANGE asks for more room again and again. */
    private static final List<Integer> ERRNOS =
            List.of(Errno.EPERM, Errno.ENOENT, Errno.EBUSY, Errno.EEXIST, Errno.EINVAL, Errno.EROFS, Errno.ENOTEMPTY);

    /** These close what the others need. */
    private static final String CLOSE = "close";

    private static final int LENGTH = 8;

    private RehearsedCalls() {}

    static void make() {
        rehearse(Map.of(), ERRNOS, false);
        rehearse(Map.of(), List.of(Errno.ENOENT), true);
        rehearse(Map.of(Deadline.OPTION, "60"), List.of(Errno.ENOENT), true);
    }

    /**
     * Makes all calls.
     *
     * @param errnos each call ends in each of them
     * @param isOther whether with the other kind of buffer, and with progress that is told
     */
    private static void rehearse(Map<String, String> options, List<Integer> errnos, boolean isOther) {
        Rehearsal.answerWith(0);
        try (LibradosConnection rados = LibradosConnection.unconnected(URI, WHAT, options);
                Pool pool = rados.openPool("pool");
                Image image = pool.openImage("image")) {
            List<Object> arguments = arguments(pool, isOther);
            passOver(() -> rados.connect(URI, WHAT, options));
            wait(Deadline.of(Optional.ofNullable(options.get(Deadline.OPTION))));
            makeOfSelected(pool, image);
            for (int errno : errnos) {
                Rehearsal.answerWith(-errno);
                passOver(() -> rados.connect(URI, WHAT, options));
                makeAll(Rados.class, rados, arguments);
                makeAll(Pool.class, pool, arguments);
                makeAll(image, arguments);
                Rehearsal.answerWith(-errno, 0);
                makeAll(image, arguments);
            }
            Rehearsal.answerWith(0);
            closeTwice(rados.openPool("pool"));
        }
    }

    private static void closeTwice(Pool pool) {
        pool.close();
        pool.close();
    }

    /** Where others are inside a handle, or signals arrive. */
    private static void wait(Deadline deadline) {
        Object monitor = new Object();
        synchronized (monitor) {
            deadline.await(monitor, () -> false);
        }
        Uninterrupted.sleep(Duration.ZERO);
    }

    private static void makeOfSelected(Pool pool, Image image) {
        pool.openImage("image", OpenOptions.defaults().withSnapshot("name")).close();
        image.selectSnapshot("name");
        image.rebuildObjectMap(Progress.NONE);
        image.selectHead();
    }

    private static List<Object> arguments(Pool pool, boolean isOther) {
        DiffVisitor visitor = extent -> {};
        Progress told = (done, total) -> {};
        return List.of(
                (long) LENGTH,
                LENGTH,
                true,
                "name",
                new byte[LENGTH],
                isOther ? ByteBuffer.allocateDirect(LENGTH) : ByteBuffer.allocate(LENGTH),
                new IoAdvice[] {IoAdvice.RANDOM},
                Features.of(Feature.OBJECT_MAP),
                ImageOptions.defaults().withOrder(22).withStriping(1 << 22, 1),
                isOther ? OpenOptions.defaults().withReadOnly() : OpenOptions.defaults(),
                isOther ? DiffRange.sinceBeginning() : DiffRange.since("name"),
                visitor,
                pool,
                isOther ? told : Progress.NONE);
    }

    private static void passOver(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failed) {
            // It is about the way to the failure.
            return;
        }
    }

    private static void makeAll(Image image, List<Object> arguments) {
        makeAll(Image.class, image, arguments);
        makeAll(Snapshots.class, image.snapshots(), arguments);
        makeAll(AdvisoryLocks.class, image.locks(), arguments);
        makeAll(AsyncIo.class, image.async(), arguments);
        makeAll(SeekableByteChannel.class, image.channel(), arguments);
    }

    private static void makeAll(Class<?> type, Object receiver, List<Object> arguments) {
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && !method.getName().equals(CLOSE)) {
                make(receiver, method, arguments);
            }
        }
    }

    private static void make(Object receiver, Method method, List<Object> arguments) {
        Object[] taken = Arrays.stream(method.getParameterTypes())
                .map(type -> argument(type, arguments))
                .toArray();
        try {
            Object returned = method.invoke(receiver, taken);
            if (returned instanceof CompletableFuture<?> future) {
                future.exceptionally(failed -> null).join();
            }
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
        } catch (IllegalAccessException impossible) {
            throw new LinkageError(method.getName(), impossible);
        }
    }

    private static Object argument(Class<?> type, List<Object> arguments) {
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        return arguments.stream()
                .filter(boxed::isInstance)
                .findFirst()
                .orElseThrow(() -> new LinkageError("there is no argument for a " + type));
    }
}
