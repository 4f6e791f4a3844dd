package org.rbd4j.sim.librbd;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.ObjectName;
import org.rbd4j.sim.rados.RadosPool;
import org.rbd4j.sim.rados.SnapContext;
import org.rbd4j.sim.rados.Watch;

/**
 * One open image: its header as last read, what is selected, and its parent, opened likewise at the snapshot it was cloned
 * from.
 *
 * <p>A context that can write watches the header: a change by anybody makes it stale, and it reads the header anew before its
 * next call. A read-only context never does, unless it changed the image's lock itself.
 */
public final class ImageContext {
    /** The header and what follows from it and from the selection; replaced as a whole. */
    private record State(
            ImageHeader header,
            Optional<HeaderLock> lock,
            Selection selection,
            @Nullable ImageContext parent) {}

    private final class HeaderWatch implements Watch {
        @Override
        public void notified() {
            stale = true;
        }

        /** Whoever hears of a request reads a header that is out of date, before it minds whom the request concerns. */
        @Override
        public void asked() {
            tryToRefreshIfStale();
        }
    }

    private final IoContext io;
    private final String name;
    private final boolean readOnly;
    private final boolean opensParent;
    private final MetadataName<ImageHeader> headerName;
    private final Watch watch = new HeaderWatch();
    private final ExclusiveLock exclusiveLock;
    private final ObjectMap objectMap = new ObjectMap(this);

    /** Guarded by the cluster lock: changed under the exclusive one. */
    private boolean stale;

    /** Guarded by the cluster lock: replaced under the exclusive one. */
    private State state;

    private ImageContext(IoContext io, String name, boolean readOnly, boolean opensParent, ImageHeader header) {
        this.io = io;
        this.name = name;
        this.readOnly = readOnly;
        this.opensParent = opensParent;
        this.exclusiveLock = new ExclusiveLock(this, io.client().nextHandleId());
        this.headerName = ImageHeader.nameOf(header.id());
        this.state = new State(header, Optional.empty(), Selection.OF_HEAD, null);
    }

    /**
     * Opens an image.
     *
     * @param io its pool
     * @param name its name
     * @param readOnly true to write nothing, watch nothing, and never see a later header
     * @param snapshot the snapshot to select
     * @return the context
     */
    public static ImageContext open(IoContext io, String name, boolean readOnly, Optional<String> snapshot) {
        ImageContext context = open(io, name, readOnly, true);
        snapshot.ifPresent(context::selectSnapshot);
        if (!readOnly) {
            io.watch(context.headerName, context.watch);
        }
        return context;
    }

    /** Opens an image that is to be removed: its parent is not opened, and may be gone with its pool. */
    static ImageContext openToRemove(IoContext io, String name) {
        ImageContext context = open(io, name, false, false);
        io.watch(context.headerName, context.watch);
        return context;
    }

    private static ImageContext open(IoContext io, String name, boolean readOnly, boolean opensParent) {
        String id = ImageDirectory.of(io)
                .idOf(name)
                .orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, "there is no such image"));
        ImageContext context = new ImageContext(io, name, readOnly, opensParent, readHeader(io, id));
        context.refresh();
        return context;
    }

    private static ImageContext openParent(IoContext anyPool, ParentSpec spec) {
        IoContext io = anyPool.pool(spec.poolId())
                .orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, "the parent's pool is gone"));
        ImageContext context = new ImageContext(
                io, ImageDirectory.of(io).nameOf(spec.imageId()), true, true, readHeader(io, spec.imageId()));
        context.select(context.header().snapshots().get(spec.snapId()));
        return context;
    }

    private static ImageHeader readHeader(IoContext io, String id) {
        return io.read(ImageHeader.nameOf(id)).orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, "the image is gone"));
    }

    /** Gives the managed lock back and ends the watch. A blocklisted client leaves the lock for others to break. */
    public void close() {
        if (io.client().isServed()) {
            exclusiveLock.release();
        }
        io.unwatch(headerName, watch);
    }

    /**
     * Whether nobody changed the header since it was last read.
     *
     * @return false if {@link #refreshIfStale()} would read it anew
     */
    public boolean isFresh() {
        return !stale;
    }

    /**
     * Whether this handle must own the managed lock to read, as it must to write: an owner that went away may have left writes
     * in the journal that nobody has replayed.
     *
     * @return true for HEAD of an image with a journal, unless the handle is read-only
     */
    public boolean readsUnderLock() {
        return has(Feature.JOURNALING) && isHeadSelected() && !readOnly;
    }

    /**
     * Reads the header anew if somebody changed it. Nearly every call begins with it. Where that fails, this one call does;
     * the next answers from the header as it was (ImageState: a refresh that failed counts as done).
     */
    public void refreshIfStale() {
        if (stale) {
            stale = false;
            refresh();
        }
    }

    /** Does as {@link #refreshIfStale()} does, where it is nobody's failure that the header cannot be read. */
    public void tryToRefreshIfStale() {
        try {
            refreshIfStale();
        } catch (ErrnoFailure failure) {
            // Counts as done.
        }
    }

    private void refresh() {
        ImageHeader header = readHeader(io, state.header.id());
        if (has(Feature.EXCLUSIVE_LOCK) && !header.has(Feature.EXCLUSIVE_LOCK)) {
            // Only now does this handle learn that the feature was switched off.
            exclusiveLock.release();
        }
        boolean knewNoObjectMap = !has(Feature.OBJECT_MAP);
        replaceState(header, io.read(HeaderLock.nameOf(header.id())), state.selection);
        if (knewNoObjectMap) {
            openObjectMapOfSelection();
        }
    }

    /**
     * The refresh that hears of the object map opens the selected snapshot's, as selecting it does otherwise; RefreshRequest looks
     * for it by the name that it had when it was selected.
     */
    private void openObjectMapOfSelection() {
        selectedSnapshot()
                .filter(snapshot -> state.selection.isUnchanged())
                .map(objectMap::openAt)
                .ifPresent(this::replaceObjectMapOfSelection);
    }

    /** The parent stays open as long as its snapshot is the same: what it was called when it was opened, it is called on. */
    private void replaceState(ImageHeader header, Optional<HeaderLock> lock, Selection selection) {
        ImageContext open = state.parent;
        boolean wantsParent =
                opensParent && overlapOf(header, selection.snapId()).orElse(0) > 0;
        Optional<ParentSpec> wanted = wantsParent ? header.parent() : Optional.empty();
        if (wanted.isEmpty()) {
            open = null;
        } else if (open == null || !wanted.get().equals(open.spec())) {
            open = openParent(io, wanted.get());
        }
        state = new State(header, lock, selection.seenIn(header), open);
    }

    private ParentSpec spec() {
        return new ParentSpec(io.poolId(), header().id(), snapId());
    }

    /** Selects a snapshot; the managed lock is given back, for it is HEAD's. */
    private void select(SnapshotHeader snapshot) {
        exclusiveLock.release();
        Optional<ObjectStates> map = objectMap.openAt(snapshot);
        replaceState(state.header, state.lock, Selection.of(snapshot, map));
    }

    /**
     * Selects a snapshot.
     *
     * @param snapshot its name
     */
    public void selectSnapshot(String snapshot) {
        select(requireSnapshot(snapshot));
    }

    /** Selects HEAD. */
    public void selectHead() {
        replaceState(state.header, state.lock, Selection.OF_HEAD);
    }

    /** Runs a class method on the header, tells everybody who watches it, and reads it anew. */
    void changeHeader(String method, UnaryOperator<ImageHeader> change) {
        announceHeader(method, change);
        refreshIfStale();
    }

    /** Runs a class method on the header and tells everybody who watches it; the next call reads it anew. */
    void announceHeader(String method, UnaryOperator<ImageHeader> change) {
        io.exec(headerName, method, header -> header.map(change));
        io.notify(headerName);
    }

    /** Runs a class method on the header and does the same to what this context knows of it; nobody else is told. */
    void changeHeaderUnannounced(String method, UnaryOperator<ImageHeader> change) {
        io.exec(headerName, method, header -> header.map(change));
        replaceState(change.apply(state.header), state.lock, state.selection);
    }

    /** Makes the next call, or {@link #refreshIfStale()}, read the header anew, even through a read-only context. */
    void markStale() {
        stale = true;
    }

    /** The lock on the header as it was when the header was last read. */
    Optional<HeaderLock> lockSeen() {
        return state.lock;
    }

    IoContext io() {
        return io;
    }

    String name() {
        return name;
    }

    MetadataName<ImageHeader> headerName() {
        return headerName;
    }

    ExclusiveLock exclusiveLock() {
        return exclusiveLock;
    }

    ObjectMap objectMap() {
        return objectMap;
    }

    Watch watch() {
        return watch;
    }

    /**
     * Whether the image was opened for reading alone.
     *
     * @return true if so
     */
    public boolean isReadOnly() {
        return readOnly;
    }

    ImageHeader header() {
        return state.header;
    }

    long snapId() {
        return state.selection.snapId();
    }

    boolean isHeadSelected() {
        return state.selection.isHead();
    }

    /** The parent of what is selected, opened; null if there is none or nothing of it is left to see. */
    @Nullable
    ImageContext parent() {
        return state.parent;
    }

    Layout layout() {
        return header().layout();
    }

    ObjectName object(long number) {
        return new ObjectName(header().dataPrefix(), number);
    }

    boolean has(Feature feature) {
        return header().has(feature);
    }

    /** The context of a write of data: without snapshots, librbd sends none at all. */
    SnapContext dataSnapContext() {
        return header().snapshots().isEmpty() ? SnapContext.EMPTY : header().snapContext();
    }

    /** The selected snapshot's header; empty at HEAD and if the selected snapshot was removed. */
    private Optional<SnapshotHeader> selectedSnapshot() {
        return Optional.ofNullable(header().snapshots().get(snapId()));
    }

    /** Ends the call if the selected snapshot was removed. */
    void requireSelectionExists() {
        if (!isHeadSelected() && selectedSnapshot().isEmpty()) {
            throw new ErrnoFailure(Errno.ENOENT, "the selected snapshot was removed");
        }
    }

    /** Ends the call if the selected snapshot was removed, or renamed, which librbd takes for the same here. */
    void requireSelectionUnchanged() {
        if (!state.selection.isUnchanged()) {
            throw new ErrnoFailure(
                    Errno.ENOENT, "the selected snapshot '" + state.selection.name() + "' is no longer there");
        }
    }

    /** Ends the call if the selected snapshot is there and was renamed. */
    void requireSelectionNotRenamed() {
        if (!isHeadSelected() && !state.selection.isUnchanged()) {
            throw new ErrnoFailure(
                    Errno.EINVAL,
                    "the selected snapshot '" + state.selection.name() + "' was renamed; select it again");
        }
    }

    /** Ends the call if HEAD cannot be changed through this context. */
    void requireWritableHead() {
        if (readOnly) {
            throw new ErrnoFailure(Errno.EROFS, "the handle is read-only");
        }
        if (!isHeadSelected()) {
            throw new ErrnoFailure(Errno.EROFS, "a snapshot is selected");
        }
    }

    SnapshotHeader requireSnapshot(String snapshot) {
        return header().snapshotNamed(snapshot)
                .orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, "there is no snapshot '" + snapshot + "'"));
    }

    /** Puts another map of the selected snapshot into memory, or none; HEAD's is not kept there. */
    void replaceObjectMapOfSelection(Optional<ObjectStates> map) {
        if (!isHeadSelected()) {
            replaceState(state.header, state.lock, state.selection.withObjectMap(map));
        }
    }

    /** Whether the selected snapshot's map, as it was when it was selected, says that an object does not exist. */
    boolean selectionLacks(long number) {
        boolean isTrusted = has(Feature.OBJECT_MAP) && !flagsAt(snapId()).contains(ImageFlag.OBJECT_MAP_INVALID);
        return isTrusted
                && state.selection
                        .objectMap()
                        .filter(map -> map.get(number) == ObjectState.NONEXISTENT)
                        .isPresent();
    }

    /** The size of what is selected; 0 if the selected snapshot was removed. */
    long size() {
        return sizeAt(snapId());
    }

    long sizeAt(long snap) {
        if (snap == RadosPool.HEAD) {
            return header().size();
        }
        SnapshotHeader snapshot = header().snapshots().get(snap);
        return snapshot == null ? 0 : snapshot.size();
    }

    /** The flags of HEAD or of a snapshot; none for a snapshot that was removed. */
    ImageFlags flagsAt(long snap) {
        if (snap == RadosPool.HEAD) {
            return header().flags();
        }
        SnapshotHeader snapshot = header().snapshots().get(snap);
        return snapshot == null ? ImageFlags.NONE : snapshot.flags();
    }

    /** How many bytes of what is selected the parent backs; 0 without a parent. */
    long overlap() {
        return overlapOf(header(), snapId()).orElse(0);
    }

    /** How many bytes of HEAD the parent backs; 0 without a parent. */
    long headOverlap() {
        return header().headOverlap().orElse(0);
    }

    private static OptionalLong overlapOf(ImageHeader header, long snapId) {
        if (snapId == RadosPool.HEAD) {
            return header.headOverlap();
        }
        SnapshotHeader snapshot = header.snapshots().get(snapId);
        return snapshot == null ? OptionalLong.empty() : snapshot.parentOverlap();
    }

    /**
     * The numbers of the objects that hold, at any time, data of this image or of its parents, so that loops over all of an
     * image's objects cost what is stored and not what could be.
     *
     * @param from the first number
     * @param to the number behind the last
     */
    NavigableSet<Long> populatedObjects(long from, long to) {
        NavigableSet<Long> numbers = io.objectNumbers(header().dataPrefix(), from, to);
        ImageContext parent = parent();
        if (parent == null) {
            return numbers;
        }
        NavigableSet<Long> all = new TreeSet<>(numbers);
        long parentObjects = Striper.objectCount(parent.layout(), overlap());
        for (long parentNumber : parent.populatedObjects(0, parentObjects)) {
            for (ImageExtent extent : Striper.imageExtents(
                    parent.layout(), parentNumber, 0, parent.layout().objectSize())) {
                Striper.objectExtents(layout(), extent.offset(), extent.length())
                        .forEach(found -> all.add(found.objectNumber()));
            }
        }
        return all.subSet(from, true, to, false);
    }
}
