package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.RadosPool;

/** Switches features of an image on or off; the object map and fast-diff come and go together. */
public final class FeatureUpdate {
    private static final Features MAPS = Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);
    private static final Features MUTABLE =
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF, Feature.JOURNALING);
    private static final Features DISABLE_ONLY = Features.of(Feature.DEEP_FLATTEN);
    private static final ImageFlags INVALID = ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID, ImageFlag.FAST_DIFF_INVALID);

    private final ImageContext image;

    /**
     * Creates the operation of one handle.
     *
     * @param image the open image
     */
    public FeatureUpdate(ImageContext image) {
        this.image = image;
    }

    /**
     * Switches features.
     *
     * @param asked the features
     * @param enabled true to switch them on
     */
    public void run(Features asked, boolean enabled) {
        image.access().requireWritable();
        Features refused = asked.minus(enabled ? MUTABLE : MUTABLE.plus(DISABLE_ONLY));
        if (!refused.isEmpty()) {
            throw new ErrnoFailure(
                    Errno.EINVAL, (enabled ? Reason.CANNOT_BE_SWITCHED_ON : Reason.CANNOT_BE_SWITCHED_OFF).of(refused));
        }
        Features features = completed(asked, enabled);
        if (features.isEmpty()) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.NO_FEATURE.of());
        }
        Features present = image.header().features();
        Features already = enabled ? features.and(present) : features.minus(present);
        if (!already.isEmpty()) {
            throw new ErrnoFailure(Errno.EINVAL, (enabled ? Reason.ON_ALREADY : Reason.OFF_ALREADY).of(already));
        }
        OwnerRequest.UpdateFeatures request = new OwnerRequest.UpdateFeatures(features, enabled);
        if (enabled && features.contains(Feature.JOURNALING)) {
            makeJournal(request);
        } else {
            image.access().requireWritableHead();
            image.exclusiveLock().doByOwner(request);
        }
    }

    /** No owner does this for another: whoever wants a journal becomes the owner, or has a snapshot selected and does without. */
    private void makeJournal(OwnerRequest.UpdateFeatures request) {
        if (image.isHeadSelected()) {
            image.exclusiveLock().acquire();
        }
        image.exclusiveLock().doWithoutOwner(request);
    }

    private Features completed(Features asked, boolean enabled) {
        boolean namesMap = asked.contains(Feature.OBJECT_MAP);
        boolean namesFastDiff = asked.contains(Feature.FAST_DIFF);
        boolean hasMap = image.has(Feature.OBJECT_MAP);
        boolean hasFastDiff = image.has(Feature.FAST_DIFF);
        boolean both = enabled ? (namesMap && !hasFastDiff) || (namesFastDiff && !hasMap) : namesMap && hasFastDiff;
        return both ? withBothMaps(asked) : asked;
    }

    /** Whether the object map or fast-diff is among the features: they come and go together. */
    static boolean namesMap(Features features) {
        return !features.and(MAPS).isEmpty();
    }

    static Features withBothMaps(Features features) {
        return features.plus(MAPS);
    }

    /** Ends the call if a feature lacks the one that it needs. */
    static void requireConsistent(Features features) {
        requireLockFor(features, Feature.OBJECT_MAP);
        requireLockFor(features, Feature.JOURNALING);
    }

    private static void requireLockFor(Features features, Feature dependent) {
        if (features.contains(dependent) && !features.contains(Feature.EXCLUSIVE_LOCK)) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.NEEDS_EXCLUSIVE_LOCK.of());
        }
    }

    /** The moments that have a map each: HEAD and all snapshots. */
    static List<Long> moments(ImageContext image) {
        List<Long> moments = new ArrayList<>(List.of(RadosPool.HEAD));
        moments.addAll(image.header().snapshots().keySet());
        return moments;
    }

    /** Says of the maps of HEAD and of all snapshots that they are invalid, or clears that. */
    static void setMapsInvalid(ImageContext image, boolean isInvalid) {
        InFlight.together(
                moments(image),
                snapId -> image.headerObject().exec(new HeaderMethod.SetFlags(snapId, INVALID, isInvalid)));
    }
}
