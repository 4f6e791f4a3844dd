package org.rbd4j.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rbd4j.RbdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last calls of a cluster's clients, the newest last, at most as many as asked for; and each call, as it ends, to the log.
 *
 * <p>An operation belongs to the call that runs on its thread: a call is one thread's from its beginning to its end, also where
 * it makes another handle do something.
 */
final class CallTrace {
    private static final Logger LOG = LoggerFactory.getLogger("org.rbd4j.sim.trace");

    /** Set only while a call runs that somebody wants to see. */
    private final ThreadLocal<@Nullable List<TracedOperation>> operationsOfCall = new ThreadLocal<>();

    private volatile int limit;

    /** Guarded by itself. */
    private final Deque<TracedCall> last = new ArrayDeque<>();

    /** Calls that are yet to be logged: whoever writes the log may call the cluster, whose lock is not to be held then. */
    private final Queue<TracedCall> unlogged = new ConcurrentLinkedQueue<>();

    void keep(int calls) {
        synchronized (last) {
            limit = calls;
            dropBeyondLimit();
        }
    }

    /** How many calls are kept at most. */
    int limit() {
        return limit;
    }

    List<TracedCall> calls() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    /** Whether somebody wants to see calls. */
    boolean isOn() {
        return limit > 0 || LOG.isDebugEnabled();
    }

    /** Runs a call and notes what came of it. */
    <T extends @Nullable Object> T around(String client, Supplier<String> call, Supplier<T> body) {
        List<TracedOperation> outer = operationsOfCall.get();
        List<TracedOperation> operations = new ArrayList<>();
        operationsOfCall.set(operations);
        try {
            T result = body.get();
            add(new TracedCall(client, call.get(), Optional.empty(), operations));
            return result;
        } catch (RuntimeException | Error failure) {
            add(new TracedCall(client, call.get(), Optional.of(reasonOf(failure)), operations));
            throw failure;
        } finally {
            if (outer == null) {
                operationsOfCall.remove();
            } else {
                operationsOfCall.set(outer);
            }
        }
    }

    private static TracedCall.Failure reasonOf(Throwable failure) {
        return failure instanceof RbdException answer
                ? new TracedCall.Failure(answer.errno(), String.valueOf(answer.getMessage()))
                : new TracedCall.Failure(0, failure.toString());
    }

    /** Where the operations of the call that runs on this thread are noted; null if nobody wants to see them. */
    @Nullable
    List<TracedOperation> operationsOfThisCall() {
        return isOn() ? operationsOfCall.get() : null;
    }

    private void add(TracedCall call) {
        synchronized (last) {
            last.addLast(call);
            dropBeyondLimit();
        }
        if (LOG.isDebugEnabled() && !FirstUse.isHere()) {
            unlogged.add(call);
        }
    }

    /** Logs the calls that have ended; is called without the cluster's lock. */
    void log() {
        for (TracedCall call = unlogged.poll(); call != null; call = unlogged.poll()) {
            LOG.debug("{}", call);
        }
    }

    private void dropBeyondLimit() {
        while (last.size() > limit) {
            last.removeFirst();
        }
    }
}
