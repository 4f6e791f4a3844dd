package org.rbd4j.librbd;

import org.jspecify.annotations.Nullable;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.internal.Reason;

/**
 * Why librbd refused to switch features, which it says by one number (librbd: {@code Operations::update_features}).
 *
 * @param present what the image has
 */
record FeatureReasons(Features present) {
    private static final Features MUTABLE =
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF, Feature.JOURNALING);
    private static final Features DISABLE_ONLY = Features.of(Feature.DEEP_FLATTEN);
    private static final Features MAPS = Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);

    /** The first thing that is wrong, if it is one of these. */
    @Nullable
    String of(Features asked, boolean on) {
        Features refused = asked.minus(on ? MUTABLE : MUTABLE.plus(DISABLE_ONLY));
        if (!refused.isEmpty()) {
            return (on ? Reason.CANNOT_BE_SWITCHED_ON : Reason.CANNOT_BE_SWITCHED_OFF).of(refused);
        }
        Features features = completed(asked, on);
        if (features.isEmpty()) {
            return Reason.NO_FEATURE.of();
        }
        Features already = on ? features.and(present) : features.minus(present);
        if (!already.isEmpty()) {
            return (on ? Reason.ON_ALREADY : Reason.OFF_ALREADY).of(already);
        }
        Features after = on ? present.plus(features) : present.minus(features);
        boolean needsLock = after.contains(Feature.OBJECT_MAP) || after.contains(Feature.JOURNALING);
        return needsLock && !after.contains(Feature.EXCLUSIVE_LOCK) ? Reason.NEEDS_EXCLUSIVE_LOCK.of() : null;
    }

    /** The object map and fast-diff come and go together. */
    private Features completed(Features asked, boolean on) {
        boolean namesMap = asked.contains(Feature.OBJECT_MAP);
        boolean namesFastDiff = asked.contains(Feature.FAST_DIFF);
        boolean hasMap = present.contains(Feature.OBJECT_MAP);
        boolean hasFastDiff = present.contains(Feature.FAST_DIFF);
        boolean both = on ? (namesMap && !hasFastDiff) || (namesFastDiff && !hasMap) : namesMap && hasFastDiff;
        return both ? asked.plus(MAPS) : asked;
    }
}
