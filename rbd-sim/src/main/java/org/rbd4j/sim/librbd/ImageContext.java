package org.rbd4j.sim.librbd;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Feature;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;

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
            ImageRevision selected,
            @Nullable ImageContext parent) {}

    private final ImageLocation location;
    private final HeaderObject headerObject;
    private final String imageId;
    private final boolean readOnly;
    private final boolean opensParent;
    private final ImageWatch watch;
    private final ExclusiveLock exclusiveLock;
    private final ObjectMap objectMap;
    private final ObjectIo objectIo = new ObjectRequests(this);
    private final Access access = new Access(this);
    private final DefectsMet defectsMet;

    /** Guarded by the cluster lock, as is the field below: changed under the exclusive one. */
    private boolean stale;

    private State state;

    /** Reads the header, without the lock and the parent: {@link #refresh()} is to follow. */
    ImageContext(ImageLocation location, HeaderObject headerObject, boolean readOnly, boolean opensParent) {
        this.location = location;
        this.headerObject = headerObject;
        this.readOnly = readOnly;
        this.opensParent = opensParent;
        this.defectsMet = new DefectsMet(location.profile());
        ImageHeader header = headerObject.read();
        this.imageId = header.id();
        this.state = new State(header, Optional.empty(), Selection.OF_HEAD, header.head(), null);
        this.watch = new ImageWatch(this, location.io().client().nextHandleId());
        this.exclusiveLock = new ExclusiveLock(this, watch.cookie());
        this.objectMap = new ObjectMap(this);
    }

    void beginWatch() {
        headerObject.beginWatch(watch);
    }

    /** Gives the managed lock back and ends the watch. A client that cannot leaves the lock for others to break. */
    public void close() {
        exclusiveLock.release();
        watch.abandon();
        Unwinding.passOver(() -> headerObject.endWatch(watch));
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

    void refresh() {
        ImageHeader header = headerObject.readWithSnapshots();
        Optional<HeaderLock> lock = headerObject.readLock();
        if (has(Feature.EXCLUSIVE_LOCK) && !header.has(Feature.EXCLUSIVE_LOCK)) {
            // Only now does this handle learn that the feature was switched off.
            exclusiveLock.release();
        }
        boolean knewObjectMap = has(Feature.OBJECT_MAP);
        replaceState(header, lock, state.selection);
        if (knewObjectMap != has(Feature.OBJECT_MAP)) {
            objectMap.featureSwitched();
        }
        objectMap.openSelected();
    }

    /** The parent stays open as long as its snapshot is the same: what it was called when it was opened, it is called on. */
    private void replaceState(ImageHeader header, Optional<HeaderLock> lock, Selection selection) {
        ImageContext open = state.parent;
        boolean wantsParent = opensParent && header.at(selection.snapId()).overlap() > 0;
        Optional<ParentSpec> wanted = wantsParent ? header.parent() : Optional.empty();
        if (wanted.isEmpty()) {
            open = null;
        } else if (open == null
                || !wanted.get()
                        .equals(new ParentSpec(open.io().poolId(), open.header().id(), open.snapId()))) {
            open = OpenRequest.openParent(this, wanted.get());
        }
        state = new State(header, lock, selection.seenIn(header), header.at(selection.snapId()), open);
    }

    /** Selects a snapshot; the managed lock is given back, for it is HEAD's. */
    void select(SnapshotHeader snapshot) {
        exclusiveLock.release();
        replaceSelection(objectMap.selectionOf(snapshot));
    }

    /** Selects HEAD. */
    public void selectHead() {
        replaceSelection(Selection.OF_HEAD);
    }

    /** Changes what is known of the selected snapshot's map; HEAD's is not kept there. */
    void changeSelection(UnaryOperator<Selection> change) {
        replaceSelection(isHeadSelected() ? state.selection : change.apply(state.selection));
    }

    private void replaceSelection(Selection selection) {
        replaceState(state.header, state.lock, selection);
    }

    /** Runs a class method on the header and does the same to what this context knows of it; nobody else is told. */
    void changeHeaderUnannounced(HeaderMethod method) {
        headerObject.exec(method);
        changeHeaderHere(method);
    }

    /** Changes what this context knows of the header, and not the header. */
    void changeHeaderHere(HeaderMethod method) {
        replaceState(method.applyTo(state.header), state.lock, state.selection);
    }

    /** Makes the next call, or {@link #refreshIfStale()}, read the header anew, even through a read-only context. */
    void markStale() {
        stale = true;
    }

    /**
     * The defects of librbd's that made a difference to what was done.
     *
     * @return what gathers them
     */
    public DefectsMet defectsMet() {
        return defectsMet;
    }

    /** The lock on the header as it was when the header was last read. */
    Optional<HeaderLock> lockSeen() {
        return state.lock;
    }

    IoContext io() {
        return location.io();
    }

    ImageLocation location() {
        return location;
    }

    HeaderObject headerObject() {
        return headerObject;
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

    /** {@return the image's id, which no other image has} */
    public String imageId() {
        return imageId;
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
        return state.selected;
    }

    /** The parent of what is selected, opened; null if there is none or nothing of it is left to see. */
    @Nullable
    ImageContext parent() {
        return state.parent;
    }

    Layout layout() {
        return header().layout();
    }

    boolean has(Feature feature) {
        return header().has(feature);
    }
}
