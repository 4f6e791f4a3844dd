package org.rbd4j.sim.librbd;

import java.util.Set;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.Progress;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.CloneInfo;
import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.ObjectHistory;
import org.rbd4j.sim.rados.ObjectNumbers;
import org.rbd4j.sim.rados.RadosPool;

/** Makes the object map of what is selected anew, from the clones of the objects that exist, and clears its flags. */
final class RebuildObjectMapRequest {
    private final ImageContext image;
    private final Progress progress;

    RebuildObjectMapRequest(ImageContext image, Progress progress) {
        this.image = image;
        this.progress = progress;
    }

    void run() {
        if (!image.has(Feature.OBJECT_MAP)) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.NO_OBJECT_MAP.of());
        }
        image.access().requireSelectionExists();
        // librbd looks for the map by the name that was selected; without one it ends the process.
        image.access().requireSelectionNotRenamed();
        image.objectMap().save(rebuilt());
        image.headerObject()
                .change(new HeaderMethod.SetFlags(
                        image.snapId(),
                        ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID, ImageFlag.FAST_DIFF_INVALID),
                        false));
    }

    private ObjectStates rebuilt() {
        long snapId = image.snapId();
        long count = Striper.objectCount(image.layout(), image.selected().size());
        ObjectStates states =
                image.objectMap().load(snapId).orElse(ObjectStates.none(0)).resized(count);
        Set<String> rebuilt = Set.of(image.imageId());
        ObjectNumbers.Builder numbers = new ObjectNumbers.Builder();
        states.existing().stream().forEach(numbers::add);
        new StoredObjects(image).own(0, count).stream().forEach(numbers::add);
        for (long number : numbers.build()) {
            ObjectState found = stateOf(number);
            // At HEAD librbd keeps an object that the map says is there: somebody may just be writing it.
            boolean isKept = snapId == RadosPool.HEAD
                    && states.get(number) == ObjectState.EXISTS
                    && found == ObjectState.NONEXISTENT;
            if (!isKept) {
                states = states.with(number, found);
            }
            image.io().letReadersIn(rebuilt);
            progress.report(number, count);
        }
        return states;
    }

    private ObjectState stateOf(long number) {
        long snapId = image.snapId();
        ObjectHistory history = image.io()
                .send(new DataRequest.ListSnaps(image.header().object(number)))
                .orElse(null);
        if (history == null) {
            return ObjectState.NONEXISTENT;
        }
        for (CloneInfo clone : history.snapSet().clones()) {
            if (clone.newestSnap() >= snapId) {
                return stateIn(firstKept(clone.oldestSnap()));
            }
        }
        return history.headSize().isPresent()
                ? stateIn(firstKept(history.snapSet().seq() + 1))
                : ObjectState.NONEXISTENT;
    }

    /** The state at the selection of a revision that begins at a snapshot. */
    private ObjectState stateIn(long first) {
        if (first > image.snapId()) {
            return ObjectState.NONEXISTENT;
        }
        return image.has(Feature.FAST_DIFF) && first != image.snapId() ? ObjectState.EXISTS_CLEAN : ObjectState.EXISTS;
    }

    private long firstKept(long snapId) {
        Long kept = image.header().snapshots().ceilingKey(snapId);
        return kept == null ? RadosPool.HEAD : kept;
    }
}
