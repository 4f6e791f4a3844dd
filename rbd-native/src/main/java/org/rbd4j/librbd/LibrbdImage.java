package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_DIFF_ITERATE2;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_FLATTEN;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_FLATTEN_WITH_PROGRESS;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_INVALIDATE_CACHE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_IS_EXCLUSIVE_LOCK_OWNER;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_REBUILD_OBJECT_MAP;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_RESIZE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_UPDATE_FEATURES;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.rbd4j.AdvisoryLocks;
import org.rbd4j.AsyncIo;
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
import org.rbd4j.internal.ArrayRead;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;

/** One rbd_image_t. What is selected and how large it is, only librbd knows. */
final class LibrbdImage implements Image {
    private final String name;
    private final LibrbdPool pool;
    private final Subject subject;
    private final Handle handle;
    private final boolean readOnly;
    private final LibrbdSnapshots snapshots;
    private final SelectedSnapshot selected;
    private final LibrbdAdvisoryLocks locks;
    private final ImageSize size;
    private final LibrbdImageInfo info;
    private final ImageReasons reasons;
    private final LibrbdIo io;
    private final LibrbdAsyncIo asyncIo;

    LibrbdImage(String name, LibrbdPool pool, Handle handle, boolean readOnly) {
        this.name = name;
        this.pool = pool;
        this.subject = pool.subject().image(name);
        this.handle = handle;
        this.readOnly = readOnly;
        this.size = new ImageSize(pool.clusterId(), handle);
        this.info = new LibrbdImageInfo(subject, handle, this::whyNotFound);
        this.selected = new SelectedSnapshot();
        this.snapshots = new LibrbdSnapshots(subject, handle, size, info, selected, readOnly);
        this.reasons = snapshots.reasons();
        this.io = new LibrbdIo(subject, handle, size, pool.deadline(), reasons);
        this.asyncIo = new LibrbdAsyncIo(subject, handle, size, pool.deadline(), reasons);
        this.locks = new LibrbdAdvisoryLocks(subject, handle);
    }

    /** The snapshot at which the image was opened. */
    LibrbdImage at(String what, String snapshot) {
        selected.openedAt(
                handle.call(what, (image, arena) -> SelectedSnapshot.Selection.of(what, image, arena, snapshot)));
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

    /** As the interface's own does it, but that a message tells of all that was asked for. */
    @Override
    public byte[] read(long offset, int length) {
        return ArrayRead.of(this, offset, length, () -> io.readOutside(offset, length));
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
        handle.callForCode(subject.call("invalidateCache"), reasons.gone(), (image, arena) ->
                (int) RBD_INVALIDATE_CACHE.invokeExact(image));
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
        Objects.requireNonNull(set, "set");
        String what = subject.call("updateFeatures", "switch " + set + (enabled ? " on" : " off"));
        byte on = (byte) (enabled ? 1 : 0);
        ImageLock lock = size.lock(what);
        handle.callAlone(
                what,
                reasons.updateFeatures(set, enabled),
                (image, arena) ->
                        lock.whileItChanges(() -> (int) RBD_UPDATE_FEATURES.invokeExact(image, set.bits(), on)));
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
        String what = subject.call("resize", "to " + Subject.bytes(sizeInBytes));
        LibrbdIo.requireNotNegative(what, sizeInBytes);
        // Not rbd_resize2, which calls its progress function even where there is none; both allow shrinking.
        ImageLock lock = size.lock(what);
        handle.callForCode(
                what,
                reasons.resize(sizeInBytes),
                (image, arena) -> lock.whileItChanges(() -> (int) RBD_RESIZE.invokeExact(image, sizeInBytes)));
    }

    @Override
    public Snapshots snapshots() {
        return snapshots;
    }

    @Override
    public void selectSnapshot(String snapshot) {
        String what = subject.snapshot(snapshot).call("selectSnapshot");
        if (snapshot.isEmpty()) {
            // To librbd this is HEAD.
            throw new InvalidArgumentException(what + ": " + Reason.NAME_EMPTY.of());
        }
        handle.callAlone(
                what, reasons.snapshot(snapshot), (image, arena) -> selected.select(what, image, arena, snapshot));
    }

    @Override
    public void selectHead() {
        handle.callAlone(subject.call("selectHead"), Why.UNKNOWN, (image, arena) -> selected.selectHead(image));
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
        String what = subject.call("flatten");
        if (progress == Progress.NONE) {
            size.callForCodeWhileItStays(
                    what, reasons.flatten(), (image, arena) -> (int) RBD_FLATTEN.invokeExact(image));
            return;
        }
        ProgressReports.passOn(
                progress,
                (callback, argument) -> size.callForCodeWhileItStays(what, reasons.flatten(), (image, arena) ->
                        (int) RBD_FLATTEN_WITH_PROGRESS.invokeExact(image, callback, argument)));
    }

    @Override
    public void copy(Pool destination, String copy, ImageOptions options, Progress progress) {
        Objects.requireNonNull(options, "options");
        String what =
                subject.call("copy", "to " + Subject.pool(destination.name()).image(copy) + ", " + options);
        LibrbdPool target = pool.ofSameConnection(what, destination);
        new ImageCopy(what, handle, size.lock(what), target, copy, options, whyNotCopied(copy, options)).run(progress);
    }

    /** Why there is no new image that has its layout from this one. */
    NewImageReasons likeIt(String newName, long sizeInBytes, ImageOptions options) {
        return pool.creationDefaults().like(info).reasons(newName, sizeInBytes, options);
    }

    private @Nullable String whyNotFound(int errno) {
        return reasons.gone().reasonOf(errno);
    }

    private Why whyNotCopied(String copy, ImageOptions options) {
        return reasons.gone().or(errno -> likeIt(copy, size(), options).reasonOf(errno));
    }

    @Override
    public void rebuildObjectMap(Progress progress) {
        String what = subject.call("rebuildObjectMap");
        // librbd has no such call without progress.
        ProgressReports.passOn(
                progress,
                (callback, argument) -> rebuild(
                        what, (image, arena) -> (int) RBD_REBUILD_OBJECT_MAP.invokeExact(image, callback, argument)));
    }

    private long rebuild(String what, Handle.Call<Integer> call) {
        Handle.Call<Integer> rebuild = unlessTheMapIsGone(what, call);
        OptionalInt ofHead = size.callWhileItStays(
                what,
                (image, arena) ->
                        selected.isHead() ? OptionalInt.of(rebuild.invoke(image, arena)) : OptionalInt.empty());
        if (ofHead.isPresent()) {
            return ReturnCode.check(what, ofHead.getAsInt(), reasons.rebuild());
        }
        ImageLock lock = size.lock(what);
        // Alone, so that nobody renames or removes the selected snapshot meanwhile, nor switches the object map on.
        return handle.callForCode(
                what, reasons.rebuild(), (image, arena) -> lock.whileItChanges(() -> rebuild.invoke(image, arena)));
    }

    /**
     * Answers what C would have to where it ends the process instead: in a pool that was deleted, or for a client that is blocklisted,
     * librbd selects a snapshot without its map, and may have lost that of HEAD.
     */
    private Handle.Call<Integer> unlessTheMapIsGone(String what, Handle.Call<Integer> rebuild) {
        return (image, arena) -> {
            if (!readOnly && LibrbdImageInfo.features(what, image, arena).contains(Feature.OBJECT_MAP)) {
                int gone = LibrbdImageInfo.askForHeader(image, arena);
                if (gone != 0) {
                    return gone;
                }
                selected.requireUnchanged(what, LibrbdSnapshots.list(what, image, arena));
            }
            return rebuild.invoke(image, arena);
        };
    }

    @Override
    public boolean isExclusiveLockOwner() {
        String what = subject.call("isExclusiveLockOwner");
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
        String what = subject.call("diff", range.toString());
        LibrbdIo.requireNotNegative(what, range.offset());
        LibrbdIo.requireNotNegative(what, range.length());
        boolean isByMaps = range.wholeObject() && features().contains(Feature.FAST_DIFF);
        if (isByMaps && range.length() == 0) {
            throw new InvalidArgumentException(
                    what + ": with fast-diff, librbd ends the process at a diff by whole objects over zero bytes");
        }
        // Without fast-diff both answers to a diff of nothing are the same, and this one survives a change of features.
        byte wholeObject = (byte) (range.wholeObject() && range.length() > 0 ? 1 : 0);
        byte includeParent = (byte) (range.includeParent() ? 1 : 0);
        Handle.Call<DiffExtents.Result> call = (image, arena) -> {
            MemorySegment since = range.since().isPresent()
                    ? CString.toC(arena, what, range.since().get())
                    : MemorySegment.NULL;
            return DiffExtents.collect(what, (callback, argument) -> (int) RBD_DIFF_ITERATE2.invokeExact(
                    image, since, range.offset(), range.length(), includeParent, wholeObject, callback, argument));
        };
        DiffExtents.Result result = isByMaps ? size.callWhileItStays(what, call) : handle.call(what, call);
        ReturnCode.check(
                what,
                result.returned(),
                reasons.diff(range.offset(), range.since().orElse(null)));
        result.extents().forEach(visitor::visit);
    }

    @Override
    public void close() {
        handle.close();
    }
}
