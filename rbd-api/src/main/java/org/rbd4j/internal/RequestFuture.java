package org.rbd4j.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of one request, on which any number of requests can be hung, one from inside the other.
 *
 * <p>What is hung on a future that is complete already runs at once, inside the call that hangs it on. Where it begins the next request
 * and hangs the next step on that one, the calls nest, and a loop of some thousand steps would end at the end of the stack, in
 * silence, for a future keeps what is thrown. So only the first few run inside one another; the next runs on a thread of its own.
 *
 * @param <T> what the request answers
 */
public final class RequestFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private static final int MOST_NESTED = 32;

    /** For what may block. */
    private static final Executor THREADS = DaemonThreads.named("rbd4j-nested");

    private static final ThreadLocal<Depth> DEPTH = ThreadLocal.withInitial(Depth::new);

    /** How many steps run inside one another on a thread. */
    private static final class Depth {
        private int steps;
    }

    /**
     * Makes each kind of what depends on a request once: where that is done for the first time without memory, Java cannot do it any more
     * either.
     */
    public static void prepare() {
        RequestFuture<Object> never = new RequestFuture<>();
        RequestFuture<Object> other = new RequestFuture<>();
        never.thenApply(value -> value);
        never.thenAccept(value -> {});
        never.thenRun(() -> {});
        never.thenCombine(other, (value, another) -> value);
        never.thenAcceptBoth(other, (value, another) -> {});
        never.runAfterBoth(other, () -> {});
        never.applyToEither(other, value -> value);
        never.acceptEither(other, value -> {});
        never.runAfterEither(other, () -> {});
        never.thenCompose(value -> other);
        never.whenComplete((value, failure) -> {});
        never.handle((value, failure) -> value);
        never.exceptionally(failure -> failure);
        never.exceptionallyCompose(failure -> other);
    }

    /** Creates the future of a request that is not done yet. */
    public RequestFuture() {}

    /**
     * The future of a request that is done.
     *
     * @param value what it answers
     * @return the future
     * @param <T> of what type
     */
    public static <T extends @Nullable Object> RequestFuture<T> completed(T value) {
        RequestFuture<T> future = new RequestFuture<>();
        future.complete(value);
        return future;
    }

    /**
     * The future of a request that failed.
     *
     * @param failure why
     * @return the future
     * @param <T> what it would have answered
     */
    public static <T extends @Nullable Object> RequestFuture<T> failed(Throwable failure) {
        RequestFuture<T> future = new RequestFuture<>();
        future.completeExceptionally(failure);
        return future;
    }

    /** What depends on this one is of this kind too. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new RequestFuture<>();
    }

    private static <R> R nested(Supplier<R> here, Function<Executor, R> elsewhere) {
        Depth depth = DEPTH.get();
        if (depth.steps == MOST_NESTED) {
            return elsewhere.apply(THREADS);
        }
        depth.steps++;
        try {
            return here.get();
        } finally {
            depth.steps--;
        }
    }

    @Override
    public <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> function) {
        return nested(() -> super.thenApply(function), threads -> super.thenApplyAsync(function, threads));
    }

    @Override
    public CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
        return nested(() -> super.thenAccept(action), threads -> super.thenAcceptAsync(action, threads));
    }

    @Override
    public CompletableFuture<Void> thenRun(Runnable action) {
        return nested(() -> super.thenRun(action), threads -> super.thenRunAsync(action, threads));
    }

    @Override
    public <U, V> CompletableFuture<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> function) {
        return nested(
                () -> super.thenCombine(other, function), threads -> super.thenCombineAsync(other, function, threads));
    }

    @Override
    public <U> CompletableFuture<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return nested(
                () -> super.thenAcceptBoth(other, action),
                threads -> super.thenAcceptBothAsync(other, action, threads));
    }

    @Override
    public CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return nested(
                () -> super.runAfterBoth(other, action), threads -> super.runAfterBothAsync(other, action, threads));
    }

    @Override
    public <U> CompletableFuture<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> function) {
        return nested(
                () -> super.applyToEither(other, function),
                threads -> super.applyToEitherAsync(other, function, threads));
    }

    @Override
    public CompletableFuture<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return nested(
                () -> super.acceptEither(other, action), threads -> super.acceptEitherAsync(other, action, threads));
    }

    @Override
    public CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return nested(
                () -> super.runAfterEither(other, action),
                threads -> super.runAfterEitherAsync(other, action, threads));
    }

    @Override
    public <U> CompletableFuture<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> function) {
        return nested(() -> super.thenCompose(function), threads -> super.thenComposeAsync(function, threads));
    }

    @Override
    public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
        return nested(() -> super.whenComplete(action), threads -> super.whenCompleteAsync(action, threads));
    }

    @Override
    public <U> CompletableFuture<U> handle(BiFunction<? super T, @Nullable Throwable, ? extends U> function) {
        return nested(() -> super.handle(function), threads -> super.handleAsync(function, threads));
    }

    @Override
    public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> function) {
        return nested(() -> super.exceptionally(function), threads -> super.exceptionallyAsync(function, threads));
    }

    @Override
    public CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> function) {
        return nested(
                () -> super.exceptionallyCompose(function),
                threads -> super.exceptionallyComposeAsync(function, threads));
    }
}
