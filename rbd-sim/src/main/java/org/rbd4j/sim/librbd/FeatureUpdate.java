package org.rbd4j.sim.librbd;

import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
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
        if (image.isReadOnly()) {
            throw new ErrnoFailure(Errno.EROFS, "the handle is read-only");
        }
        long allowed = enabled ? MUTABLE.bits() : MUTABLE.bits() | DISABLE_ONLY.bits();
        if ((asked.bits() & ~allowed) != 0) {
            throw new ErrnoFailure(
                    Errno.EINVAL, new Features(asked.bits() & ~allowed) + " cannot be switched " + onOrOff(enabled));
        }
        Features features = withBothMaps(asked, enabled);
        if (features.bits() == 0) {
            throw new ErrnoFailure(Errno.EINVAL, "no feature is named");
        }
        long already = enabled
                ? features.bits() & image.header().features().bits()
                : features.bits() & ~image.header().features().bits();
        if (already != 0) {
            throw new ErrnoFailure(Errno.EINVAL, new Features(already) + " are " + onOrOff(enabled) + " already");
        }
        image.requireWritableHead();
        new Maintenance(image).byOwner(owner -> {
            if (enabled) {
                enable(owner, features);
            } else {
                disable(owner, features);
            }
        });
    }

    private Features withBothMaps(Features asked, boolean enabled) {
        boolean namesMap = asked.contains(Feature.OBJECT_MAP);
        boolean namesFastDiff = asked.contains(Feature.FAST_DIFF);
        boolean hasMap = image.has(Feature.OBJECT_MAP);
        boolean hasFastDiff = image.has(Feature.FAST_DIFF);
        boolean both = enabled ? (namesMap && !hasFastDiff) || (namesFastDiff && !hasMap) : namesMap && hasFastDiff;
        return both ? new Features(asked.bits() | MAPS.bits()) : asked;
    }

    private static void enable(ImageContext image, Features asked) {
        boolean switchesMaps = (asked.bits() & MAPS.bits()) != 0;
        Features features = switchesMaps ? new Features(asked.bits() | MAPS.bits()) : asked;
        Features after = new Features(image.header().features().bits() | features.bits());
        requireLockFor(after, Feature.OBJECT_MAP);
        requireLockFor(after, Feature.JOURNALING);
        if (switchesMaps) {
            setFlags(image, true);
        }
        image.changeHeader("rbd.set_features", header -> header.withFeatures(after));
        if (switchesMaps) {
            image.objectMap().createAll();
        }
    }

    private static void disable(ImageContext image, Features asked) {
        image.exclusiveLock().acquire();
        boolean switchesMaps = (asked.bits() & MAPS.bits()) != 0;
        Features features = switchesMaps ? new Features(asked.bits() | MAPS.bits()) : asked;
        Features after = new Features(image.header().features().bits() & ~features.bits());
        requireLockFor(after, Feature.OBJECT_MAP);
        requireLockFor(after, Feature.JOURNALING);
        if (switchesMaps) {
            image.objectMap().removeAll();
        }
        image.announceHeader("rbd.set_features", header -> header.withFeatures(after));
        if (switchesMaps) {
            setFlags(image, false);
        }
    }

    private static void requireLockFor(Features features, Feature dependent) {
        if (features.contains(dependent) && !features.contains(Feature.EXCLUSIVE_LOCK)) {
            throw new ErrnoFailure(Errno.EINVAL, dependent.cephName() + " needs exclusive-lock");
        }
    }

    private static void setFlags(ImageContext image, boolean set) {
        for (long snapId : image.header().snapshots().keySet()) {
            image.announceHeader("rbd.set_flags", header -> header.withFlags(snapId, INVALID, set));
        }
        image.announceHeader("rbd.set_flags", header -> header.withFlags(RadosPool.HEAD, INVALID, set));
    }

    private static String onOrOff(boolean enabled) {
        return enabled ? "on" : "off";
    }
}
