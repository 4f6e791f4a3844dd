package org.rbd4j.sim;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Errno;
import org.rbd4j.HandleClosedException;
import org.rbd4j.internal.Subject;
import org.rbd4j.sim.librbd.Defect;
import org.rbd4j.sim.librbd.ImageContext;
import org.rbd4j.sim.librbd.ImageIo;
import org.rbd4j.sim.rados.ClusterLock;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open image as its handle runs calls on it: each as a whole under the cluster's lock, none once it is closed, and nearly each
 * after the header was read anew where somebody changed it.
 */
abstract class SimHandle {
    private static final Logger LOG = LoggerFactory.getLogger(SimImage.class);

    final SimPool pool;
    final ImageContext context;
    private final String name;
    private final ClusterLock.Hold shared;
    private final StackTraceElement openedAt;

    /** Guarded by the cluster's lock. */
    boolean closed;

    SimHandle(SimPool pool, String name, ImageContext context, StackTraceElement openedAt) {
        this.pool = pool;
        this.name = name;
        this.shared = pool.calls().lock().sharedBy(context.imageId());
        this.context = context;
        this.openedAt = openedAt;
    }

    /** The name by which the image was opened. */
    String openedName() {
        return name;
    }

    /** Selects something: a header that cannot be read anew is nobody's failure. */
    void select(Supplier<String> call, Runnable selection) {
        pool.calls().exclusive(call, () -> {
            requireOpen(call);
            context.tryToRefreshIfStale();
            selection.run();
            return null;
        });
    }

    /** Asks what librbd answers without reading the header anew. */
    <T extends @Nullable Object> T withoutRefresh(Supplier<String> call, Calls.Body<T> body) {
        return pool.calls().shared(call, () -> {
            requireOpen(call);
            return body.run();
        });
    }

    /** Closes the handle; harmless if it is closed. */
    void closeOnce() {
        pool.calls().exclusive(() -> describe("close"), () -> {
            closeHandle();
            return null;
        });
    }

    /** Is called under the cluster's lock. */
    void closeHandle() {
        if (!closed) {
            closed = true;
            context.close();
            pool.forget(this);
        }
    }

    StackTraceElement openedAt() {
        return openedAt;
    }

    <T extends @Nullable Object> T shared(Supplier<String> call, Calls.Body<T> body) {
        // A header is read anew under the exclusive lock alone: it may cost this handle the managed lock.
        return sharedIf(context::isFresh, call, body);
    }

    /** Asks where librbd's interface takes ENOENT for the sign that there is no such thing, though it may be the image that is gone. */
    <T> T sharedUnlessGone(T nothing, Supplier<String> call, Calls.Body<T> body) {
        return pool.calls().sharedIf(shared, context::isFresh, call, () -> {
            requireOpen(call);
            try {
                context.refreshIfStale();
            } catch (ErrnoFailure failure) {
                if (failure.errno() == Errno.ENOENT) {
                    return nothing;
                }
                throw failure;
            }
            return body.run();
        });
    }

    /** What the handle knows of its image is asked once the cluster's lock is held. */
    <T extends @Nullable Object> T sharedIf(BooleanSupplier mayBeShared, Supplier<String> call, Calls.Body<T> body) {
        return pool.calls().sharedIf(shared, mayBeShared, call, whileOpen(call, body));
    }

    /** Does exclusively what must be done before, and only that; what needs nothing of it is shared throughout. */
    <T extends @Nullable Object> T sharedOnceReady(
            BooleanSupplier isReady, Runnable getReady, Supplier<String> call, Calls.Body<T> body) {
        Calls.Body<T> whileOpen = whileOpen(call, body);
        return pool.calls().sharedOnceReady(isReady, () -> prepare(call, getReady), call, whileOpen);
    }

    private void prepare(Supplier<String> call, Runnable getReady) {
        requireOpen(call);
        context.refreshIfStale();
        getReady.run();
    }

    /** What librbd refuses through a read-only handle before it reads the header anew. */
    <T extends @Nullable Object> T exclusiveUnlessReadOnly(Supplier<String> call, Calls.Body<T> body) {
        return pool.calls().exclusive(call, () -> {
            requireOpen(call);
            if (!context.isReadOnly()) {
                context.refreshIfStale();
            }
            return body.run();
        });
    }

    <T extends @Nullable Object> T exclusive(Supplier<String> call, Calls.Body<T> body) {
        T result = pool.calls().exclusive(call, whileOpen(call, body));
        warnOfDefects(call);
        return result;
    }

    /** The reads and writes through this handle. */
    Transfers transfers(ImageIo io) {
        return new Transfers(this, io, pool.calls(), shared);
    }

    void warnOfDefects(Supplier<String> call) {
        for (Defect defect : context.defectsMet().take()) {
            if (!FirstUse.isHere()) {
                LOG.warn("{}: {}", call.get(), defect.consequence());
            }
        }
    }

    private <T extends @Nullable Object> Calls.Body<T> whileOpen(Supplier<String> call, Calls.Body<T> body) {
        return () -> {
            requireOpen(call);
            context.refreshIfStale();
            return body.run();
        };
    }

    void requireOpen(Supplier<String> call) {
        if (closed) {
            throw new HandleClosedException(call.get() + ": image is closed");
        }
    }

    Subject subject() {
        return pool.subject().image(name);
    }

    String describe(String operation) {
        return subject().call(operation);
    }

    /** The operation, the image and the numbers in it. */
    String describe(String operation, String numbers) {
        return subject().call(operation, numbers);
    }

    @Override
    public String toString() {
        return pool.name() + "/" + name;
    }
}
