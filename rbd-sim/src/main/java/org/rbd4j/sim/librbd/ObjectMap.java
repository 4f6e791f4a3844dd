package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.MetadataRequest;
import org.rbd4j.sim.rados.ObjectNumbers;
import org.rbd4j.sim.rados.RadosPool;

/**
 * The object map that one handle has open: HEAD's, which the owner of the managed lock keeps in memory and in the pool, or that
 * of the selected snapshot, as it was when it was opened.
 *
 * <p>A map is state of its own: it says what librbd wrote into it, be that true or not.
 */
final class ObjectMap {
    private final ImageContext image;
    private final MetadataName<ObjectStates> headName;

    /** HEAD's map, while it is kept here; null where it is not, or where it could not be read. Guarded by the cluster's lock. */
    private @Nullable ObjectStates head;

    ObjectMap(ImageContext image) {
        this.image = image;
        this.headName = ObjectStates.nameAt(image.header().id(), RadosPool.HEAD);
    }

    private MetadataName<ObjectStates> nameAt(long snapId) {
        return snapId == RadosPool.HEAD
                ? headName
                : ObjectStates.nameAt(image.header().id(), snapId);
    }

    /** Whether this handle keeps HEAD's map: only the owner of the managed lock does. */
    boolean isKept() {
        return image.has(Feature.OBJECT_MAP)
                && image.isHeadSelected()
                && image.exclusiveLock().isOwner();
    }

    /** Whether this handle has a map open: HEAD's if it keeps it, or the selected snapshot's. */
    boolean isOpen() {
        return isKept() || image.selection().isObjectMapOpen();
    }

    /** Begins to keep HEAD's map, or reads it anew; one that says nothing is invalid from now on. */
    void open() {
        head = null;
        if (isKept()) {
            head = loadOrRepair(RadosPool.HEAD, image.header().head().size()).orElse(null);
        }
    }

    /** Ceases to keep HEAD's map. */
    void close() {
        head = null;
    }

    /** Keeps HEAD's map, or none, after the refresh that hears that there are maps, or that there are none any more. */
    void featureSwitched() {
        open();
        image.changeSelection(Selection::withoutObjectMap);
    }

    /**
     * Opens the selected snapshot's map after a refresh, if that was not done when it was selected; RefreshRequest looks for the snapshot
     * by the name that it had then.
     */
    void openSelected() {
        Selection selection = image.selection();
        boolean isClosed = image.has(Feature.OBJECT_MAP) && !selection.isHead() && !selection.isObjectMapOpen();
        if (isClosed && selection.isIn(image.header())) {
            Optional<ObjectStates> map = openAt(image.header().snapshots().get(selection.snapId()));
            image.changeSelection(now -> now.withObjectMap(map));
        }
    }

    /** The map of HEAD or of a snapshot, as it is stored. */
    Optional<ObjectStates> load(long snapId) {
        return image.io().send(new MetadataRequest.Read<>(nameAt(snapId)));
    }

    /** A map as a diff from the beginning of time goes by it: as it is in memory, where it is open, and else as it is stored. */
    Optional<ObjectStates> inMemoryOrStored(long snapId) {
        if (snapId != image.snapId() || !isOpen()) {
            return load(snapId);
        }
        return image.isHeadSelected()
                ? Optional.ofNullable(head)
                : image.selection().objectMap();
    }

    /** Has a stored map changed, and HEAD's in memory likewise if it is kept here. */
    void exec(long snapId, ObjectMapMethod method) {
        exec(snapId, new SharedChange(method));
    }

    private void exec(long snapId, SharedChange change) {
        image.io().send(new MetadataRequest.Exec<>(nameAt(snapId), change));
        if (snapId == RadosPool.HEAD && isKept()) {
            head = change.applyTo(Optional.ofNullable(head)).orElse(null);
        }
    }

    void removeStored(long snapId) {
        image.io().send(new MetadataRequest.Remove(nameAt(snapId)));
        if (snapId == RadosPool.HEAD) {
            head = null;
        }
    }

    /** Whether HEAD's stored map takes writes from this client: it is locked along with the managed lock, by client. */
    boolean isHeadLockedByThisClient() {
        String client = image.io().client().entity();
        return image.exclusiveLock().isOwner()
                || image.headerObject()
                        .readLock()
                        .filter(lock -> lock.isManaged() && lock.isHeldBy(client))
                        .isPresent();
    }

    boolean isInvalid(long snapId) {
        return image.header().at(snapId).has(ImageFlag.OBJECT_MAP_INVALID);
    }

    private boolean isTrustedAtHead() {
        return isKept() && head != null && !isInvalid(RadosPool.HEAD);
    }

    /** False only if the map of HEAD is kept here, can be trusted, and says that the object does not exist. */
    boolean mayExist(long number) {
        return !isTrustedAtHead() || stateAtHead(number) != ObjectState.NONEXISTENT;
    }

    /** False only if the map of what is selected is open here, can be trusted, and says that the object does not exist. */
    boolean mayExistInSelection(long number) {
        return image.isHeadSelected() ? mayExist(number) : !selectionLacks(number);
    }

    private boolean selectionLacks(long number) {
        Optional<ObjectStates> map = image.selection().objectMap();
        return map.isPresent()
                && map.get().get(number) == ObjectState.NONEXISTENT
                && image.has(Feature.OBJECT_MAP)
                && !image.selected().has(ImageFlag.OBJECT_MAP_INVALID);
    }

    /** False only if the map of HEAD is kept here, can be trusted, and says that the object exists. */
    boolean mayNotExist(long number) {
        if (!isKept() || isInvalid(RadosPool.HEAD)) {
            return true;
        }
        ObjectState state = stateAtHead(number);
        return state != ObjectState.EXISTS && state != ObjectState.EXISTS_CLEAN;
    }

    /** The objects of a range that HEAD's map, if it is kept here, says are there. */
    ObjectNumbers existingAtHead(long from, long to) {
        return isKept() && head != null ? head.existing(from, to) : ObjectNumbers.NONE;
    }

    /** Whether a write of an object changes nothing in HEAD's map, which knows of it or is not kept here. */
    boolean knowsOf(long number) {
        return !isKept() || head == null || head.get(number) == ObjectState.EXISTS;
    }

    private ObjectState stateAtHead(long number) {
        return head == null ? ObjectState.NONEXISTENT : head.get(number);
    }

    /** Notes in HEAD's map, if it is kept here, that an object is about to change. */
    void noteBefore(long number, ObjectState state) {
        ObjectState before = stateAtHead(number);
        boolean isNeeded = state != ObjectState.PENDING || before != ObjectState.NONEXISTENT;
        if (isNeeded && before != state) {
            update(new ObjectMapMethod.Update(number, number + 1, state, Optional.empty()));
        }
    }

    /** Notes in HEAD's map, if it is kept here, that an object that was about to be removed is gone. */
    void noteRemoved(long number) {
        if (stateAtHead(number) == ObjectState.PENDING) {
            update(new ObjectMapMethod.Update(
                    number, number + 1, ObjectState.NONEXISTENT, Optional.of(ObjectState.PENDING)));
        }
    }

    /**
     * Notes that the first objects are all about to be written, if HEAD's map is kept here and cannot be trusted: a map that can
     * be spares librbd the write to an object that has neither content nor a parent's.
     */
    void noteFlattenBegun(long end) {
        if (isKept() && isInvalid(RadosPool.HEAD)) {
            update(new ObjectMapMethod.Update(0, end, ObjectState.EXISTS, Optional.empty()));
        }
    }

    /** Notes that the objects of a range are about to be removed, as shrinking does. */
    void noteTrimBegun(long from, long to) {
        update(new ObjectMapMethod.Update(from, to, ObjectState.PENDING, Optional.of(ObjectState.EXISTS)));
    }

    /** Notes that the objects of a range are gone. */
    void noteTrimDone(long from, long to) {
        update(new ObjectMapMethod.Update(from, to, ObjectState.NONEXISTENT, Optional.of(ObjectState.PENDING)));
    }

    /** Sends no update that would change nothing. */
    private void update(ObjectMapMethod.Update update) {
        if (!isKept() || head == null) {
            return;
        }
        SharedChange change = new SharedChange(update);
        if (change.applyTo(Optional.of(head)).orElseThrow() != head) {
            orInvalidate(RadosPool.HEAD, () -> exec(RadosPool.HEAD, change));
        }
    }

    /**
     * Has a map changed as part of something larger. One that cannot be changed is made invalid, and then librbd goes on
     * (object_map::Request).
     */
    void execOrInvalidate(long snapId, ObjectMapMethod method) {
        orInvalidate(snapId, () -> exec(snapId, method));
    }

    private void orInvalidate(long snapId, Runnable change) {
        try {
            change.run();
        } catch (ErrnoFailure failure) {
            invalidate(snapId);
        }
    }

    /** Marks a map invalid where something failed already: a second failure is passed over. */
    void tryToInvalidate(long snapId) {
        try {
            invalidate(snapId);
        } catch (ErrnoFailure failure) {
            // InvalidateRequest: it is logged, and the operation goes on.
        }
    }

    /** Notes a copy-up: with data, the object now exists at every snapshot, as the oldest's own and unchanged since. */
    void noteCopyUp(long number, boolean hasData, ObjectState headState) {
        if (!isKept()) {
            return;
        }
        if (hasData) {
            ObjectState state = ObjectState.EXISTS;
            for (long snapId : image.header().snapshots().keySet()) {
                updateIfThere(snapId, new ObjectMapMethod.Update(number, number + 1, state, Optional.empty()));
                state = image.has(Feature.FAST_DIFF) ? ObjectState.EXISTS_CLEAN : ObjectState.EXISTS;
            }
        }
        noteBefore(number, headState);
    }

    /** As {@link #execOrInvalidate} does, for a snapshot that may have no map. */
    private void updateIfThere(long snapId, ObjectMapMethod.Update update) {
        orInvalidate(snapId, () -> Unwinding.passOver(Errno.ENOENT, () -> exec(snapId, update)));
    }

    void resize(long objectCount) {
        if (isKept()) {
            execOrInvalidate(RadosPool.HEAD, new ObjectMapMethod.Resize(objectCount));
        }
    }

    /**
     * Marks the map of HEAD or of a snapshot invalid, unless it is; nobody but this handle is told, which knows even if the header cannot
     * be changed (object_map::InvalidateRequest).
     */
    void invalidate(long snapId) {
        if (!isInvalid(snapId)) {
            ImageFlags flags = image.has(Feature.FAST_DIFF)
                    ? ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID, ImageFlag.FAST_DIFF_INVALID)
                    : ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID);
            HeaderMethod marking = new HeaderMethod.SetFlags(snapId, flags, true);
            image.changeHeaderHere(marking);
            image.headerObject().exec(marking);
        }
    }

    /** Opening an image at a snapshot reads the map twice; if it cannot be read the first time, the image does not open. */
    void requireLoads(SnapshotHeader snapshot) {
        if (image.has(Feature.OBJECT_MAP) && loadUnlessItFails(snapshot.id()).isEmpty()) {
            throw new ErrnoFailure(Errno.ENOENT, "the object map of snapshot '" + snapshot.name() + "' cannot be read");
        }
    }

    /** A snapshot with its map in memory, where there are maps; it is selected without one if all is gone (SetSnapRequest). */
    Selection selectionOf(SnapshotHeader snapshot) {
        Selection selection = Selection.of(snapshot);
        try {
            return image.has(Feature.OBJECT_MAP) ? selection.withObjectMap(openAt(snapshot)) : selection;
        } catch (ErrnoFailure failure) {
            if (failure.errno() != Errno.ENOENT) {
                throw failure;
            }
            return selection;
        }
    }

    /**
     * Loads a snapshot's map into memory.
     *
     * @return the map; empty if it says nothing: then every object may exist
     */
    Optional<ObjectStates> openAt(SnapshotHeader snapshot) {
        return loadOrRepair(snapshot.id(), snapshot.revision().size());
    }

    /**
     * A map that cannot be read, or is smaller than the image was, is invalid from now on, and so it is stored, be the handle
     * read-only or not (object_map::RefreshRequest). Whoever opens it goes on.
     */
    private Optional<ObjectStates> loadOrRepair(long snapId, long size) {
        long count = Striper.objectCount(image.layout(), size);
        Optional<ObjectStates> map = loadUnlessItFails(snapId);
        if (map.isPresent() && map.get().count() >= count) {
            return map;
        }
        invalidate(snapId);
        if (map.isPresent()) {
            execOrInvalidate(snapId, new ObjectMapMethod.Resize(count));
        }
        return Optional.empty();
    }

    /** The map as it is stored; empty where it cannot be read either. */
    Optional<ObjectStates> loadUnlessItFails(long snapId) {
        try {
            return load(snapId);
        } catch (ErrnoFailure failure) {
            return Optional.empty();
        }
    }

    /** Replaces the map of what is selected, the stored one and the one in memory. */
    void save(ObjectStates states) {
        exec(image.snapId(), new ObjectMapMethod.Save(states));
        image.changeSelection(selection -> selection.withObjectMap(Optional.of(states)));
    }
}
