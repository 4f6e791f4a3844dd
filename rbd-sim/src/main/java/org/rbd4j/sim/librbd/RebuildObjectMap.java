package org.rbd4j.sim.librbd;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.Progress;
import org.rbd4j.sim.rados.CloneInfo;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.ObjectHistory;
import org.rbd4j.sim.rados.RadosPool;

/** Makes the object map of what is selected anew, from the clones of the objects that exist. */
public final class RebuildObjectMap {
    private final ImageContext image;

    /**
     * Creates the operation of one handle.
     *
     * @param image the open image
     */
    public RebuildObjectMap(ImageContext image) {
        this.image = image;
    }

    /**
     * Rebuilds the map and clears its flags.
     *
     * @param progress is told how far it has come
     */
    public void run(Progress progress) {
        if (image.isReadOnly()) {
            throw new ErrnoFailure(Errno.EROFS, "the handle is read-only");
        }
        // librbd brings the managed lock and its owner together before it looks whether there is a map at all.
        new Maintenance(image).byOwner(owner -> {
            if (!owner.has(Feature.OBJECT_MAP)) {
                throw new ErrnoFailure(Errno.EINVAL, "the image has no object map");
            }
            owner.requireSelectionExists();
            // librbd looks for the map by the name that was selected; without one it ends the process.
            owner.requireSelectionNotRenamed();
            rebuild(owner, progress);
        });
    }

    private static void rebuild(ImageContext image, Progress progress) {
        long snapId = image.snapId();
        long count = Striper.objectCount(image.layout(), image.size());
        ObjectStates states =
                image.objectMap().load(snapId).orElse(ObjectStates.none(0)).resized(count);
        NavigableSet<Long> numbers = new TreeSet<>(states.existing());
        numbers.addAll(image.io().objectNumbers(image.header().dataPrefix(), 0, count));
        for (long number : numbers) {
            ObjectState found = stateOf(image, number);
            // At HEAD librbd keeps an object that the map says is there: somebody may just be writing it.
            boolean isKept = snapId == RadosPool.HEAD
                    && states.get(number) == ObjectState.EXISTS
                    && found == ObjectState.NONEXISTENT;
            if (!isKept) {
                states = states.with(number, found);
            }
            progress.report(number, count);
        }
        image.objectMap().save(states);
        image.changeHeader(
                "rbd.set_flags",
                header -> header.withFlags(
                        snapId, ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID, ImageFlag.FAST_DIFF_INVALID), false));
    }

    private static ObjectState stateOf(ImageContext image, long number) {
        long snapId = image.snapId();
        ObjectHistory history = image.io().listSnaps(image.object(number)).orElse(null);
        if (history == null) {
            return ObjectState.NONEXISTENT;
        }
        for (CloneInfo clone : history.snapSet().clones()) {
            long oldest = clone.snaps().get(clone.snaps().size() - 1);
            long newest = clone.snaps().get(0);
            if (newest >= snapId) {
                return stateIn(image, firstKept(image, oldest));
            }
        }
        return history.headSize().isPresent()
                ? stateIn(image, firstKept(image, history.snapSet().seq() + 1))
                : ObjectState.NONEXISTENT;
    }

    /** The state at the selection of a revision that begins at a snapshot. */
    private static ObjectState stateIn(ImageContext image, long first) {
        if (first > image.snapId()) {
            return ObjectState.NONEXISTENT;
        }
        return image.has(Feature.FAST_DIFF) && first != image.snapId() ? ObjectState.EXISTS_CLEAN : ObjectState.EXISTS;
    }

    private static long firstKept(ImageContext image, long snapId) {
        Long kept = image.header().snapshots().ceilingKey(snapId);
        return kept == null ? RadosPool.HEAD : kept;
    }
}
