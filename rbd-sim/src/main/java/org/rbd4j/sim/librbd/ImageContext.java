package org.rbd4j.sim.librbd;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.MetadataRequest;
import org.rbd4j.sim.rados.ObjectName;
import org.rbd4j.sim.rados.SnapContext;

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

    private final IoContext io;
    private final LibrbdProfile profile;
    private final String name;
    private final boolean readOnly;
    private final boolean opensParent;
    private final MetadataName<ImageHeader> headerName;
    private final MetadataName<HeaderLock> lockName;
    private final ImageWatch watch;
    private final ExclusiveLock exclusiveLock;
    private final ObjectMap objectMap;
    private final ObjectIo objectIo = new ObjectRequests(this);
    private final Access access = new Access(this);

    /** Guarded by the cluster lock, as are the fields below: changed under the exclusive one. */
    private final Set<Defect> defectsMet = EnumSet.noneOf(Defect.class);

    private boolean stale;
    private State state;

    private ImageContext(ImageLocation location, boolean readOnly, boolean opensParent, ImageHeader header) {
        this.io = location.io();
        this.profile = location.profile();
        this.name = location.name();
        this.readOnly = readOnly;
        this.opensParent = opensParent;
        this.headerName = ImageHeader.nameOf(header.id());
        this.lockName = HeaderLock.nameOf(header.id());
        this.state = new State(header, Optional.empty(), Selection.OF_HEAD, null);
        long watchCookie = io.client().nextHandleId();
        this.watch = new ImageWatch(this, watchCookie);
        this.exclusiveLock = new ExclusiveLock(this, header.id(), watchCookie);
        this.objectMap = new ObjectMap(this);
    }

    /**
     * Opens an image.
     *
     * @param location where it is
     * @param readOnly true to write nothing, watch nothing, and never see a later header
     * @param snapshot the snapshot to select
     * @return the context
     */
    static ImageContext open(ImageLocation location, boolean readOnly, Optional<String> snapshot) {
        ImageContext context = open(location, location.readId(), readOnly, true);
        snapshot.ifPresent(context::selectSnapshot);
        if (!readOnly) {
            context.beginWatch();
        }
        return context;
    }

    /**
     * Opens an image that is to be removed: its parent is not opened, and may be gone with its pool.
     *
     * @return empty if the image has no header
     */
    static Optional<ImageContext> openToRemove(ImageLocation location, String id) {
        try {
            ImageContext context = open(location, id, false, false);
            context.beginWatch();
            return Optional.of(context);
        } catch (ErrnoFailure failure) {
            if (failure.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static ImageContext open(ImageLocation location, String id, boolean readOnly, boolean opensParent) {
        ImageContext context = new ImageContext(location, readOnly, opensParent, ImageHeader.read(location.io(), id));
        context.refresh();
        return context;
    }

    private static ImageContext openParent(ImageContext child, ParentSpec spec) {
        IoContext io = child.io
                .pool(spec.poolId())
                .orElseThrow(() -> new ErrnoFailure(Errno.ENOENT, "the parent's pool is gone"));
        String name = ImageDirectory.nameOf(io, spec.imageId());
        ImageContext context = open(new ImageLocation(io, child.profile, name), spec.imageId(), true, true);
        context.select(context.header().snapshots().get(spec.snapId()));
        return context;
    }

    private void beginWatch() {
        io.send(new MetadataRequest.BeginWatch(headerName, watch));
    }

    /**
     * Gives the managed lock back and ends the watch. A client that cannot, because it is blocklisted or for another reason,
     * leaves the lock for others to break.
     */
    public void close() {
        exclusiveLock.release();
        Unwinding.passOver(() -> io.send(new MetadataRequest.EndWatch(headerName, watch)));
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
        ImageHeader header = ImageHeader.read(io, state.header.id());
        if (has(Feature.EXCLUSIVE_LOCK) && !header.has(Feature.EXCLUSIVE_LOCK)) {
            // Only now does this handle learn that the feature was switched off.
            exclusiveLock.release();
        }
        boolean knewObjectMap = has(Feature.OBJECT_MAP);
        replaceState(header, io.send(new MetadataRequest.Read<>(lockName)), state.selection);
        if (knewObjectMap != has(Feature.OBJECT_MAP)) {
            objectMap.featureSwitched();
        }
    }

    /** The parent stays open as long as its snapshot is the same: what it was called when it was opened, it is called on. */
    private void replaceState(ImageHeader header, Optional<HeaderLock> lock, Selection selection) {
        ImageContext open = state.parent;
        boolean wantsParent = opensParent && header.at(selection.snapId()).overlap() > 0;
        Optional<ParentSpec> wanted = wantsParent ? header.parent() : Optional.empty();
        if (wanted.isEmpty()) {
            open = null;
        } else if (open == null || !wanted.get().equals(open.spec())) {
            open = openParent(this, wanted.get());
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
        select(access.requireSnapshot(snapshot));
    }

    /** Selects HEAD. */
    public void selectHead() {
        replaceState(state.header, state.lock, Selection.OF_HEAD);
    }

    /** Puts another map of the selected snapshot into memory, or none; HEAD's is not kept there. */
    void replaceObjectMapOfSelection(Optional<ObjectStates> map) {
        if (!isHeadSelected()) {
            replaceState(state.header, state.lock, state.selection.withObjectMap(map));
        }
    }

    /** Runs a class method on the header; nobody is told. */
    void execOnHeader(HeaderMethod method) {
        io.send(new MetadataRequest.Exec<>(headerName, method));
    }

    /** Runs a class method on the header and tells everybody who watches it: the next call reads it anew. */
    void changeHeader(HeaderMethod method) {
        execOnHeader(method);
        announce();
    }

    /** Runs a class method on the header and does the same to what this context knows of it; nobody else is told. */
    void changeHeaderUnannounced(HeaderMethod method) {
        execOnHeader(method);
        replaceState(method.applyTo(state.header), state.lock, state.selection);
    }

    /** Tells everybody who watches the header that it changed, this context too; that nobody could be told changes nothing. */
    void announce() {
        Unwinding.passOver(
                Set.of(Errno.ETIMEDOUT, Errno.ENOENT),
                () -> io.send(new MetadataRequest.Notify(headerName, new HeaderUpdate())));
    }

    /** Makes the next call, or {@link #refreshIfStale()}, read the header anew, even through a read-only context. */
    void markStale() {
        stale = true;
    }

    /** Notes that a defect of librbd's made a difference to what was just done. */
    void noteDefect(Defect defect) {
        defectsMet.add(defect);
    }

    /**
     * The defects of librbd's that made a difference since this was last asked, and were reproduced.
     *
     * @return a copy
     */
    public Set<Defect> takeDefectsMet() {
        Set<Defect> met = Set.copyOf(defectsMet);
        defectsMet.clear();
        return met;
    }

    /** Whether a defect of librbd's is to show. */
    boolean reproduces(Defect defect) {
        return profile.has(defect);
    }

    /** The lock on the header as it was when the header was last read. */
    Optional<HeaderLock> lockSeen() {
        return state.lock;
    }

    IoContext io() {
        return io;
    }

    LibrbdProfile profile() {
        return profile;
    }

    String name() {
        return name;
    }

    MetadataName<ImageHeader> headerName() {
        return headerName;
    }

    MetadataName<HeaderLock> lockName() {
        return lockName;
    }

    ExclusiveLock exclusiveLock() {
        return exclusiveLock;
    }

    ObjectMap objectMap() {
        return objectMap;
    }

    ObjectIo objectIo() {
        return objectIo;
    }

    Access access() {
        return access;
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

    Selection selection() {
        return state.selection;
    }

    long snapId() {
        return state.selection.snapId();
    }

    boolean isHeadSelected() {
        return state.selection.isHead();
    }

    /** What is selected; what is left of a snapshot that was removed. */
    ImageRevision selected() {
        return header().at(snapId());
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
}
