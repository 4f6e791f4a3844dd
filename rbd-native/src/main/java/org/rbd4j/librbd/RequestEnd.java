package org.rbd4j.librbd;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.rbd4j.internal.RequestFuture;

/**
 * The end of one request that is in flight, which comes once: C is done with it, or its time is over. Whoever brings it sees it
 * through, and waits for memory where there is none, for nobody else would do it.
 *
 * <p>No future stands on the way to the answer: what depends on a future is lost without a word if there is no memory for what it
 * ends in.
 *
 * @param <T> what the request answers
 */
final class RequestEnd<T extends @Nullable Object> {
    private final String what;
    private final Handle handle;
    private final Deadline deadline;
    private final LongFunction<T> result;
    private final Runnable release;
    private final CompletableFuture<T> answer = new RequestFuture<>();
    private final AtomicBoolean hasCome = new AtomicBoolean();
    private DeadlineClock.@Nullable Alarm alarm;

    /** What whoever brought the end knows, and how far he has come. */
    private long code;

    private boolean isTimeOver;
    private boolean hasLeft;
    private boolean isJudged;
    private boolean isReleased;
    private @Nullable T value;
    private @Nullable Throwable failure;

    /**
     * An end that has not come yet.
     *
     * @param handle which the request has entered, and leaves in the end
     * @param deadline of the request
     * @param result makes the answer of what C returned, or fails; again if it runs out of memory
     * @param release is run behind it, once
     */
    RequestEnd(String what, Handle handle, Deadline deadline, LongFunction<T> result, Runnable release) {
        this.what = what;
        this.handle = handle;
        this.deadline = deadline;
        this.result = result;
        this.release = release;
    }

    /** Lets the request's time run, before it begins. */
    void begin() {
        alarm = deadline.setAlarm(this::timeIsOver);
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    /** C is done with the request. */
    void done(long returned) {
        if (hasCome.compareAndSet(false, true)) {
            code = returned;
            seeThrough();
        }
    }

    private void timeIsOver() {
        if (hasCome.compareAndSet(false, true)) {
            isTimeOver = true;
            handle.lose(what);
            seeThrough();
        }
    }

    /**
     * Ends a request that did not begin, of which whoever asked for it is told without the answer.
     *
     * @return false if its time was over before, of which the answer tells
     */
    boolean withdraw() {
        boolean isFirst = hasCome.compareAndSet(false, true);
        if (isFirst) {
            leave();
        }
        return isFirst;
    }

    private void seeThrough() {
        while (!goesThrough()) {
            NextAttempt.await();
        }
    }

    private boolean goesThrough() {
        try {
            leave();
            judge();
            release();
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
            return true;
        } catch (Throwable noMemory) {
            // The next attempt goes on from here, and does the rest of what depends on the answer.
            return false;
        }
    }

    private void leave() {
        if (!hasLeft) {
            if (alarm != null) {
                DeadlineClock.shared().cancel(alarm);
            }
            hasLeft = true;
            handle.leave();
        }
    }

    private void judge() {
        if (isJudged) {
            return;
        }
        try {
            if (isTimeOver) {
                failure = deadline.passed(what);
            } else {
                value = result.apply(code);
            }
        } catch (OutOfMemoryError none) {
            throw none;
        } catch (RuntimeException | Error told) {
            failure = told;
        }
        isJudged = true;
    }

    private void release() {
        if (!isReleased) {
            isReleased = true;
            release.run();
        }
    }
}
