package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rbd4j.Feature;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.RadosPool;

/**
 * The object maps of one open image: one for HEAD, which the owner of the managed lock keeps, and one for each snapshot.
 *
 * <p>A map is state of its own: it says what librbd wrote into it, be that true or not.
 */
final class ObjectMap {
    private static final ImageFlags INVALID = ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID);

    private final ImageContext image;

    ObjectMap(ImageContext image) {
        this.image = image;
    }

    private MetadataName<ObjectStates> nameAt(long snapId) {
        return nameOf(image.header().id(), snapId);
    }

    private static MetadataName<ObjectStates> nameOf(String imageId, long snapId) {
        String suffix = snapId == RadosPool.HEAD ? "" : String.format(".%016x", snapId);
        return new MetadataName<>("rbd_object_map." + imageId + suffix, "object map", ObjectStates.class);
    }

    /** Makes the map of a new image. */
    static void create(IoContext io, String imageId, long objectCount) {
        io.exec(
                nameOf(imageId, RadosPool.HEAD),
                "rbd.object_map_resize",
                before -> Optional.of(ObjectStates.none(objectCount)));
    }

    /** Whether this handle keeps HEAD's map: only the owner of the managed lock does. */
    boolean isKept() {
        return image.has(Feature.OBJECT_MAP)
                && image.isHeadSelected()
                && image.exclusiveLock().isOwner();
    }

    /** Whether this handle has a map open: HEAD's if it keeps it, or the selected snapshot's. */
    private boolean isOpen() {
        return isKept() || (image.has(Feature.OBJECT_MAP) && !image.isHeadSelected());
    }

    /** Whether HEAD's stored map takes writes from this client: it is locked along with the managed lock, by client. */
    private boolean isHeadLockedByThisClient() {
        return image.exclusiveLock()
                .owner()
                .filter(owner -> owner.io().client() == image.io().client())
                .isPresent();
    }

    /** The map of HEAD or of a snapshot, as it is stored. */
    Optional<ObjectStates> load(long snapId) {
        return image.io().read(nameAt(snapId));
    }

    /** HEAD's map, which the handle that keeps it has in memory. */
    private Optional<ObjectStates> kept() {
        return image.io().peek(nameAt(RadosPool.HEAD));
    }

    /** Changes one object's state in HEAD's map; librbd sends no update that would change nothing. */
    private void update(UnaryOperator<ObjectStates> change) {
        Optional<ObjectStates> before = kept();
        Optional<ObjectStates> after = before.map(change);
        if (!after.equals(before)) {
            image.io().exec(nameAt(RadosPool.HEAD), "rbd.object_map_update", states -> after);
        }
    }

    private void exec(long snapId, String method, UnaryOperator<ObjectStates> change) {
        image.io().exec(nameAt(snapId), method, states -> states.map(change));
    }

    private boolean isInvalid(long snapId) {
        return (image.flagsAt(snapId).bits() & INVALID.bits()) != 0;
    }

    /** False only if the map of HEAD is kept here, can be trusted, and says that the object does not exist. */
    boolean mayExist(long number) {
        return !isKept()
                || isInvalid(RadosPool.HEAD)
                || kept().map(states -> states.get(number) != ObjectState.NONEXISTENT)
                        .orElse(true);
    }

    /** False only if the map of what is selected is open here, can be trusted, and says that the object does not exist. */
    boolean mayExistInSelection(long number) {
        return image.isHeadSelected() ? mayExist(number) : !image.selectionLacks(number);
    }

    /** False only if the map of HEAD is kept here, can be trusted, and says that the object exists. */
    boolean mayNotExist(long number) {
        if (!isKept() || isInvalid(RadosPool.HEAD)) {
            return true;
        }
        ObjectState state = kept().map(states -> states.get(number)).orElse(ObjectState.NONEXISTENT);
        return state != ObjectState.EXISTS && state != ObjectState.EXISTS_CLEAN;
    }

    /** Notes in HEAD's map, if it is kept here, that an object is about to change. */
    void noteBefore(long number, ObjectState state) {
        if (isKept()) {
            update(states -> {
                boolean isNeeded = state != ObjectState.PENDING || states.get(number) != ObjectState.NONEXISTENT;
                return isNeeded ? states.with(number, state) : states;
            });
        }
    }

    /**
     * Notes that the first objects are all about to be written, if HEAD's map is kept here and cannot be trusted: a map that can
     * be spares librbd the write to an object that has neither content nor a parent's.
     */
    void noteFlattenBegun(long end) {
        if (isKept() && isInvalid(RadosPool.HEAD)) {
            exec(RadosPool.HEAD, "rbd.object_map_update", states -> states.filled(end, ObjectState.EXISTS));
        }
    }

    /** Notes in HEAD's map, if it is kept here, that an object that was about to be removed is gone. */
    void noteRemoved(long number) {
        if (isKept()) {
            update(states ->
                    states.get(number) == ObjectState.PENDING ? states.with(number, ObjectState.NONEXISTENT) : states);
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
                ObjectState noted = state;
                exec(snapId, "rbd.object_map_update", states -> states.with(number, noted));
                state = image.has(Feature.FAST_DIFF) ? ObjectState.EXISTS_CLEAN : ObjectState.EXISTS;
            }
        }
        noteBefore(number, headState);
    }

    /** Notes that the objects of a range are about to be removed, as shrinking does. */
    void noteTrimBegun(long from, long to) {
        noteRange(
                from,
                to,
                state ->
                        state == ObjectState.EXISTS || state == ObjectState.EXISTS_CLEAN ? ObjectState.PENDING : state);
    }

    /** Notes that the objects of a range are gone. */
    void noteTrimDone(long from, long to) {
        noteRange(from, to, state -> state == ObjectState.PENDING ? ObjectState.NONEXISTENT : state);
    }

    private void noteRange(long from, long to, UnaryOperator<ObjectState> change) {
        if (isKept()) {
            exec(
                    RadosPool.HEAD,
                    "rbd.object_map_update",
                    states -> states.changed(number -> number >= from && number < to, change));
        }
    }

    void resize(long objectCount) {
        if (isKept()) {
            exec(RadosPool.HEAD, "rbd.object_map_resize", states -> states.resized(objectCount));
        }
    }

    /** A snapshot takes a copy of HEAD's map; with fast-diff, nothing of HEAD has changed since then. */
    void snapshotAdded(long snapId) {
        if (!isOpen()) {
            return;
        }
        load(RadosPool.HEAD)
                .ifPresent(head -> image.io().exec(nameAt(snapId), "write_full", before -> Optional.of(head)));
        if (image.has(Feature.FAST_DIFF) && isHeadLockedByThisClient()) {
            exec(
                    RadosPool.HEAD,
                    "rbd.object_map_snap_add",
                    states -> states.changed(
                            number -> true, state -> state == ObjectState.EXISTS ? ObjectState.EXISTS_CLEAN : state));
        }
    }

    /** With fast-diff, what a removed snapshot had changed is a change of the next one now. */
    void snapshotRemoved(SnapshotHeader removed) {
        if (!isOpen()) {
            return;
        }
        Optional<ObjectStates> gone = load(removed.id());
        if (image.has(Feature.FAST_DIFF) && gone.isPresent()) {
            Long later = image.header().snapshots().higherKey(removed.id());
            long next = later == null ? RadosPool.HEAD : later;
            boolean isRefused = next == RadosPool.HEAD && !isHeadLockedByThisClient();
            if (isRefused || removed.flags().contains(ImageFlag.OBJECT_MAP_INVALID)) {
                invalidate(next);
            } else {
                exec(
                        next,
                        "rbd.object_map_snap_remove",
                        states -> states.changed(
                                number -> number >= gone.get().count()
                                        || gone.get().get(number) == ObjectState.EXISTS,
                                state -> state == ObjectState.EXISTS_CLEAN ? ObjectState.EXISTS : state));
            }
        }
        image.io().remove(nameAt(removed.id()));
    }

    /** Whether HEAD's map is kept here and can be trusted, and a snapshot's cannot. */
    boolean isInvalidOnlyAt(long snapId) {
        return isKept() && isInvalid(snapId) && !isInvalid(RadosPool.HEAD);
    }

    /** HEAD's map becomes the snapshot's, be it valid or not; without one, both are invalid. */
    void rolledBack(long snapId) {
        if (!isKept()) {
            return;
        }
        Optional<ObjectStates> snapshot = load(snapId);
        if (snapshot.isEmpty()) {
            invalidate(snapId);
            invalidate(RadosPool.HEAD);
        }
        snapshot.ifPresent(
                states -> image.io().exec(nameAt(RadosPool.HEAD), "write_full", before -> Optional.of(states)));
    }

    void invalidate(long snapId) {
        ImageFlags flags = image.has(Feature.FAST_DIFF)
                ? ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID, ImageFlag.FAST_DIFF_INVALID)
                : INVALID;
        if (!isInvalid(snapId)) {
            image.changeHeaderUnannounced("rbd.set_flags", header -> header.withFlags(snapId, flags, true));
        }
    }

    /**
     * Loads a snapshot's map into memory. One that is missing, or smaller than the snapshot, is invalid from now on, and so
     * it is stored, be the handle read-only or not; in memory every object may exist then.
     *
     * @return the map; empty if it says nothing
     */
    Optional<ObjectStates> openAt(SnapshotHeader snapshot) {
        if (!image.has(Feature.OBJECT_MAP)) {
            return Optional.empty();
        }
        long count = Striper.objectCount(image.layout(), snapshot.size());
        Optional<ObjectStates> map = load(snapshot.id());
        if (map.isPresent() && map.get().count() >= count) {
            return map;
        }
        invalidate(snapshot.id());
        exec(snapshot.id(), "rbd.object_map_resize", states -> states.resized(count));
        return Optional.empty();
    }

    /** Makes empty maps of HEAD and all snapshots, as switching the feature on does. */
    void createAll() {
        createAt(RadosPool.HEAD, image.header().size());
        image.header().snapshots().values().forEach(snapshot -> createAt(snapshot.id(), snapshot.size()));
    }

    private void createAt(long snapId, long size) {
        long objectCount = Striper.objectCount(image.layout(), size);
        image.io()
                .exec(
                        nameAt(snapId),
                        "rbd.object_map_resize",
                        before ->
                                Optional.of(before.orElse(ObjectStates.none(0)).resized(objectCount)));
    }

    /** Removes the maps of HEAD and all snapshots. */
    void removeAll() {
        List<Long> snapIds = new ArrayList<>(image.header().snapshots().keySet());
        snapIds.add(RadosPool.HEAD);
        snapIds.forEach(snapId -> image.io().remove(nameAt(snapId)));
    }

    /** Replaces the map of what is selected, the stored one and the one in memory. */
    void save(ObjectStates states) {
        image.io().exec(nameAt(image.snapId()), "rbd.object_map_save", before -> Optional.of(states));
        image.replaceObjectMapOfSelection(Optional.of(states));
    }
}
