package org.rbd4j.librbd;

import static org.rbd4j.librbd.LibrbdFunctions.RBD_COPY3;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_COPY_WITH_PROGRESS3;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_STRIPE_COUNT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.rbd4j.ImageOptions;
import org.rbd4j.ImageStat;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Progress;
import org.rbd4j.internal.Reason;

/**
 * A copy of an image, which keeps both the image and the pool that it goes to while C copies.
 *
 * @param what operation, images and options
 * @param image what is copied
 * @param lock under which its size stays
 * @param destination the pool
 * @param name of the copy
 * @param options of the copy
 * @param why it failed, if it does
 */
record ImageCopy(
        String what, Handle image, ImageLock lock, LibrbdPool destination, String name, ImageOptions options, Why why) {
    private static final long LIMIT = 1L << 31;

    @FunctionalInterface
    private interface Copying {
        int copy(MemorySegment image, MemorySegment ioctx, Arena arena) throws Throwable;
    }

    void run(Progress progress) {
        if (progress == Progress.NONE) {
            run((from, ioctx, arena) -> (int) RBD_COPY3.invokeExact(
                    from, ioctx, CString.toC(arena, what, name), ImageOptionSet.toC(arena, what, options)));
            return;
        }
        ProgressReports.passOn(
                progress,
                (callback, argument) -> run((from, ioctx, arena) -> (int) RBD_COPY_WITH_PROGRESS3.invokeExact(
                        from,
                        ioctx,
                        CString.toC(arena, what, name),
                        ImageOptionSet.toC(arena, what, options),
                        callback,
                        argument)));
    }

    private long run(Copying copying) {
        ImageLock copied = destination.nameLock(name);
        return image.callForCode(
                what,
                why,
                (from, arena) -> lock.whileItStays(() -> destination
                        .handle()
                        .call(
                                what,
                                (ioctx, destinationArena) -> copied.whileItStays(() -> {
                                    requireCopyable(from, destinationArena);
                                    return copying.copy(from, ioctx, destinationArena);
                                }))));
    }

    /** Refuses what ends the process: librbd copies a whole stripe period at once, and counts its bytes in 32 bits. */
    private void requireCopyable(MemorySegment from, Arena arena) throws Throwable {
        ImageStat stat = LibrbdImageInfo.stat(what, from, arena);
        long period = stat.objectSizeInBytes() * LibrbdImageInfo.ask(what, RBD_GET_STRIPE_COUNT, from, arena);
        long atOnce = Math.min(period, stat.sizeInBytes());
        if (atOnce >= LIMIT) {
            throw new InvalidArgumentException(what + ": " + Reason.TOO_LARGE_TO_COPY.of(atOnce));
        }
    }
}
