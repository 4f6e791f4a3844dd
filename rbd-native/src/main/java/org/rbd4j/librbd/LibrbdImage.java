package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_COPY3;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_COPY_WITH_PROGRESS3;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_DIFF_ITERATE2;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_FLATTEN;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_FLATTEN_WITH_PROGRESS;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_STRIPE_COUNT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_INVALIDATE_CACHE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_IS_EXCLUSIVE_LOCK_OWNER;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_REBUILD_OBJECT_MAP;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_RESIZE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_SET;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_UPDATE_FEATURES;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rbd4j.AdvisoryLocks;
import org.rbd4j.AsyncIo;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.DiffVisitor;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageFlags;
import org.rbd4j.ImageOptions;
import org.rbd4j.ImageSpec;
import org.rbd4j.ImageStat;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.IoAdvice;
import org.rbd4j.ParentSnapshot;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.Snapshots;

/** One rbd_image_t. What is selected and how large it is, only librbd knows. */
final class LibrbdImage implements Image {
    private static final long COPY_LIMIT = 1L << 31;

    private final String name;
    private final LibrbdPool pool;
    private final String label;
    private final Handle handle;
    private final boolean readOnly;
    private final LibrbdSnapshots snapshots;
    private final SelectedSnapshot selected;
    private final LibrbdAdvisoryLocks locks;
    private final ImageSize size;
    private final LibrbdImageInfo info;
    private final LibrbdIo io;
    private final LibrbdAsyncIo asyncIo;

    LibrbdImage(String name, LibrbdPool pool, Handle handle, boolean readOnly) {
        this.name = name;
        this.pool = pool;
        this.label = pool.label(name);
        this.handle = handle;
        this.readOnly = readOnly;
        this.size = new ImageSize(label, pool.clusterId(), handle);
        this.info = new LibrbdImageInfo(label, handle);
        this.io = new LibrbdIo(label, handle, size, pool.deadline());
        this.asyncIo = new LibrbdAsyncIo(label, handle, size, pool.deadline());
        this.snapshots = new LibrbdSnapshots(label, handle, size);
        this.selected = new SelectedSnapshot(snapshots);
        this.locks = new LibrbdAdvisoryLocks(label, handle);
    }

    /** The snapshot at which the image was opened. */
    LibrbdImage at(Optional<String> snapshot) {
        snapshot.ifPresent(selected::select);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(long offset, ByteBuffer destination, IoAdvice... advice) {
        return io.read(offset, destination, advice);
    }

    @Override
    public void write(long offset, ByteBuffer source, IoAdvice... advice) {
        io.write(offset, source, advice);
    }

    @Override
    public void discard(long offset, long length) {
        io.discard(offset, length);
    }

    @Override
    public void flush() {
        io.flush();
    }

    @Override
    public AsyncIo async() {
        return asyncIo;
    }

    @Override
    public void invalidateCache() {
        handle.callForCode(
                "invalidate cache of " + label, (image, arena) -> (int) RBD_INVALIDATE_CACHE.invokeExact(image));
    }

    @Override
    public long size() {
        return info.size();
    }

    @Override
    public Instant createdAt() {
        return info.createdAt();
    }

    @Override
    public ImageStat stat() {
        return info.stat();
    }

    @Override
    public Features features() {
        return info.features();
    }

    @Override
    public void updateFeatures(Features set, boolean enabled) {
        String what = "update features of " + label + ": switch " + set + (enabled ? " on" : " off");
        byte on = (byte) (enabled ? 1 : 0);
        SizeLock lock = size.lock();
        handle.callAlone(
                what,
                (image, arena) ->
                        lock.whileSizeStays(() -> (int) RBD_UPDATE_FEATURES.invokeExact(image, set.bits(), on)));
    }

    @Override
    public ImageFlags flags() {
        return info.flags();
    }

    @Override
    public boolean isOldFormat() {
        return info.isOldFormat();
    }

    @Override
    public long stripeUnit() {
        return info.stripeUnit();
    }

    @Override
    public long stripeCount() {
        return info.stripeCount();
    }

    @Override
    public void resize(long sizeInBytes) {
        String what = "resize " + label + ": to " + sizeInBytes + " bytes";
        LibrbdIo.requireNotNegative(what, sizeInBytes);
        // Not rbd_resize2, which calls its progress function even where there is none; both allow shrinking.
        SizeLock lock = size.lock();
        handle.callForCode(
                what, (image, arena) -> lock.whileSizeChanges(() -> (int) RBD_RESIZE.invokeExact(image, sizeInBytes)));
    }

    @Override
    public Snapshots snapshots() {
        return snapshots;
    }

    @Override
    public void selectSnapshot(String snapshot) {
        String what = "select snapshot " + label + "@" + snapshot;
        if (snapshot.isEmpty()) {
            // To librbd this is HEAD.
            throw new InvalidArgumentException(what + ": the name is empty");
        }
        handle.callAlone(
                what, (image, arena) -> (int) RBD_SNAP_SET.invokeExact(image, CString.toC(arena, what, snapshot)));
        selected.select(snapshot);
    }

    @Override
    public void selectHead() {
        handle.callAlone(
                "select HEAD of " + label, (image, arena) -> (int) RBD_SNAP_SET.invokeExact(image, MemorySegment.NULL));
        selected.selectHead();
    }

    @Override
    public Optional<ParentSnapshot> parent() {
        return info.parent();
    }

    @Override
    public long overlap() {
        return info.overlap();
    }

    @Override
    public List<ImageSpec> children() {
        return info.children();
    }

    @Override
    public void flatten(Progress progress) {
        String what = "flatten " + label;
        if (progress == Progress.NONE) {
            whileSizeStays(what, (image, arena) -> (int) RBD_FLATTEN.invokeExact(image));
            return;
        }
        ProgressReports.passOn(
                progress,
                (callback, argument) -> whileSizeStays(what, (image, arena) ->
                        (int) RBD_FLATTEN_WITH_PROGRESS.invokeExact(image, callback, argument)));
    }

    @Override
    public void copy(Pool destination, String copy, ImageOptions options, Progress progress) {
        String what = "copy " + label + ": to " + destination.name() + "/" + copy + ", " + options;
        Handle target = pool.handleOfSameConnection(what, destination);
        if (progress == Progress.NONE) {
            copy(what, target, (image, ioctx, arena) -> (int) RBD_COPY3.invokeExact(
                    image, ioctx, CString.toC(arena, what, copy), ImageOptionSet.toC(arena, what, options)));
            return;
        }
        ProgressReports.passOn(
                progress,
                (callback, argument) ->
                        copy(what, target, (image, ioctx, arena) -> (int) RBD_COPY_WITH_PROGRESS3.invokeExact(
                                image,
                                ioctx,
                                CString.toC(arena, what, copy),
                                ImageOptionSet.toC(arena, what, options),
                                callback,
                                argument)));
    }

    @FunctionalInterface
    private interface Copying {
        int copy(MemorySegment image, MemorySegment ioctx, Arena arena) throws Throwable;
    }

    /** Keeps both the image and the destination while C copies. */
    private long copy(String what, Handle destination, Copying copying) {
        return whileSizeStays(
                what,
                (image, arena) -> destination.call(what, (ioctx, destinationArena) -> {
                    requireCopyable(what, image, destinationArena);
                    return copying.copy(image, ioctx, destinationArena);
                }));
    }

    /** Refuses what ends the process: librbd copies a whole stripe period at once, and counts its bytes in 32 bits. */
    private static void requireCopyable(String what, MemorySegment image, Arena arena) throws Throwable {
        ImageStat stat = LibrbdImageInfo.stat(what, image, arena);
        long period = stat.objectSizeInBytes() * LibrbdImageInfo.ask(what, RBD_GET_STRIPE_COUNT, image, arena);
        if (Math.min(period, stat.sizeInBytes()) >= COPY_LIMIT) {
            throw new InvalidArgumentException(what + ": a stripe period of " + period + " bytes in an image of "
                    + stat.sizeInBytes()
                    + " bytes; librbd copies a period at once, and fails or ends the process from 2^31"
                    + " bytes up");
        }
    }

    @Override
    public void rebuildObjectMap(Progress progress) {
        String what = "rebuild object map of " + label;
        if (!readOnly && features().contains(Feature.OBJECT_MAP)) {
            selected.requireUnchanged(what);
        }
        // librbd has no such call without progress.
        ProgressReports.passOn(
                progress,
                (callback, argument) -> whileSizeStays(
                        what, (image, arena) -> (int) RBD_REBUILD_OBJECT_MAP.invokeExact(image, callback, argument)));
    }

    /** For what goes through the object map, which librbd takes to be as long as when it began. */
    private long whileSizeStays(String what, Handle.Call<Integer> call) {
        SizeLock lock = size.lock();
        return handle.callForCode(what, (image, arena) -> lock.whileSizeStays(() -> call.invoke(image, arena)));
    }

    @Override
    public boolean isExclusiveLockOwner() {
        String what = "ask for ownership of the lock of " + label;
        return handle.call(what, (image, arena) -> {
            MemorySegment answer = arena.allocate(JAVA_INT);
            ReturnCode.check(what, (int) RBD_IS_EXCLUSIVE_LOCK_OWNER.invokeExact(image, answer));
            return answer.get(JAVA_INT, 0) != 0;
        });
    }

    @Override
    public AdvisoryLocks locks() {
        return locks;
    }

    @Override
    public void diff(DiffRange range, DiffVisitor visitor) {
        String what = "diff " + label + ": " + range.length() + " bytes at offset " + range.offset()
                + range.since().map(snapshot -> " since " + snapshot).orElse("");
        LibrbdIo.requireNotNegative(what, range.offset());
        LibrbdIo.requireNotNegative(what, range.length());
        if (range.wholeObject() && range.length() == 0 && features().contains(Feature.FAST_DIFF)) {
            throw new InvalidArgumentException(
                    what + ": with fast-diff, librbd ends the process at a diff by whole objects over zero bytes");
        }
        // Without fast-diff both answers to a diff of nothing are the same, and this one survives a change of features.
        byte wholeObject = (byte) (range.wholeObject() && range.length() > 0 ? 1 : 0);
        byte includeParent = (byte) (range.includeParent() ? 1 : 0);
        List<DiffExtent> extents = handle.call(what, (image, arena) -> {
            MemorySegment since = range.since().isPresent()
                    ? CString.toC(arena, what, range.since().get())
                    : MemorySegment.NULL;
            return DiffExtents.collect(what, (callback, argument) -> (int) RBD_DIFF_ITERATE2.invokeExact(
                    image, since, range.offset(), range.length(), includeParent, wholeObject, callback, argument));
        });
        extents.forEach(visitor::visit);
    }

    @Override
    public void close() {
        handle.close();
    }
}
