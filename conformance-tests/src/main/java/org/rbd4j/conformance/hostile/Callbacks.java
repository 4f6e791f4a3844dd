package org.rbd4j.conformance.hostile;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rbd4j.DiffRange;
import org.rbd4j.DiffVisitor;
import org.rbd4j.Image;
import org.rbd4j.Progress;

/** Code of the caller's that runs inside a call, and does there what it should not. */
final class Callbacks {
    /** What a callback throws of itself: it may come out of the call, and nothing else of its kind may. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown() {
            super("thrown by a callback");
        }
    }

    /** What else a callback throws of itself. */
    static final class ThrownError extends Error {
        private static final long serialVersionUID = 1L;

        ThrownError() {
            super("thrown by a callback");
        }
    }

    private static final int MOST_AGAIN = 30;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Callbacks() {}

    static Argument progress(Dice dice) {
        if (dice.oneIn(3)) {
            return Argument.of(Progress.NONE, "Progress.NONE");
        }
        return dice.oneIn(30)
                ? Argument.of(null, "null", Excuse.NULL)
                : of(dice, "progress that ", body -> (Progress) (done, total) -> body.run());
    }

    static Argument visitor(Dice dice) {
        return dice.oneIn(30)
                ? Argument.of(null, "null", Excuse.NULL)
                : of(dice, "a visitor that ", body -> (DiffVisitor) extent -> body.run());
    }

    private static Argument of(Dice dice, String kind, java.util.function.Function<Runnable, Object> callback) {
        return switch (dice.below(8)) {
            case 0 ->
                new Argument(
                        kind + "throws an exception",
                        world -> callback.apply(() -> {
                            throw new Thrown();
                        }),
                        Set.of(Excuse.CALLBACK));
            case 1 ->
                new Argument(
                        kind + "throws an error",
                        world -> callback.apply(() -> {
                            throw new ThrownError();
                        }),
                        Set.of(Excuse.CALLBACK));
            case 2 ->
                new Argument(
                        kind + "uses up the stack",
                        world -> callback.apply(Callbacks::recurse),
                        Set.of(Excuse.CALLBACK));
            case 3 ->
                new Argument(
                        kind + "closes an image",
                        world -> callback.apply(() -> world.image(0).close()),
                        Set.of(Excuse.CALLBACK));
            case 4 ->
                new Argument(
                        kind + "diffs the same image again and again, and then uses up the stack",
                        world -> callback.apply(() -> again(world.image(0), MOST_AGAIN)),
                        Set.of(Excuse.CALLBACK));
            case 5 ->
                new Argument(
                        kind + "writes to another image",
                        world -> callback.apply(() -> world.image(1).write(0, new byte[1])),
                        Set.of(Excuse.CALLBACK));
            case 6 ->
                new Argument(
                        kind + "takes its time",
                        world -> callback.apply(() -> LockSupport.parkNanos(PAUSE_NANOS)),
                        Set.of());
            default -> new Argument(kind + "does nothing", world -> callback.apply(() -> {}), Set.of());
        };
    }

    private static void again(Image image, int times) {
        if (times == 0) {
            recurse();
        }
        image.diff(DiffRange.sinceBeginning(), extent -> again(image, times - 1));
    }

    private static void recurse() {
        recurse();
    }
}
