package org.rbd4j.librbd;

import java.lang.ref.Reference;
import java.util.List;
import org.rbd4j.ImageSpec;
import org.rbd4j.internal.OwnThread;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.RequestFuture;
import org.rbd4j.internal.StackRoom;

/**
 * Initialises the binding's classes while there is memory for it: a class whose initialiser fails cannot be used for the rest of the
 * process's life, whatever it was that it lacked. And where there is stack for it: of Ceph's libraries a single initialiser takes half
 * a MiB. Then it has every call of the interface made once ({@link RehearsedCalls}), for the same is true of a line whose lambda Java
 * links when it first runs.
 */
final class FirstUse {
    /** More than all of them take. */
    private static final int RESERVE_BYTES = 4 << 20;

    private static final long STACK_BYTES = 8 << 20;

    /** Those that have something to initialise. */
    private static final List<Class<?>> CLASSES = List.of(
            LibradosFunctions.class,
            LibrbdFunctions.class,
            LibrbdStructs.class,
            NativeMemory.class,
            ProcessEnd.class,
            CompletionPipe.class,
            AioRequest.class,
            NextAttempt.class,
            RequestEnd.class,
            DeadlineClock.class,
            DiffExtents.class,
            ProgressReports.class,
            DirectIo.class,
            Handle.class,
            Staging.class,
            InFlightBytes.class,
            ImageLock.class,
            RequestFuture.class,
            StackRoom.class,
            ImageSpec.class);

    private static volatile boolean isPrepared;

    private FirstUse() {}

    /** Ends in an {@link OutOfMemoryError} if there is too little memory, and may be tried again then. */
    static void prepare() {
        if (!isPrepared) {
            prepareOnce();
        }
    }

    private static synchronized void prepareOnce() {
        if (isPrepared) {
            return;
        }
        reserve();
        Quoted.prepare();
        OwnThread.run("rbd4j-first-use", STACK_BYTES, FirstUse::run);
        Rehearsal.end();
        isPrepared = true;
    }

    private static void run() {
        CLASSES.forEach(FirstUse::initialize);
        RequestFuture.prepare();
        DirectIo.prepare();
        RehearsedCalls.make();
    }

    private static void reserve() {
        byte[] reserve = new byte[RESERVE_BYTES];
        Reference.reachabilityFence(reserve);
    }

    private static void initialize(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new LinkageError(type.getName(), impossible);
        }
    }
}
