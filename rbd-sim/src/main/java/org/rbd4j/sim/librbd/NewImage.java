package org.rbd4j.sim.librbd;

import java.util.OptionalLong;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageOptions;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;

/**
 * The shape of an image that is about to be created: options and defaults brought together, not yet judged.
 *
 * @param format the format of the header
 * @param order the exponent of the object size
 * @param stripeUnit in bytes; 0 where none is set
 * @param stripeCount 0 where none is set
 * @param features with what librbd adds and drops by itself
 */
record NewImage(int format, int order, long stripeUnit, long stripeCount, Features features) {
    private static final int OLD_FORMAT = 1;
    private static final int NEW_FORMAT = 2;
    private static final int SMALLEST_ORDER = 12;
    private static final int LARGEST_ORDER = 25;
    private static final long SMALLEST_STRIPE_UNIT = 512;

    /** What librbd sets by itself where it must, and silently drops where it is asked for. */
    private static final Features IMPLICIT = Features.of(
            Feature.STRIPING,
            Feature.DATA_POOL,
            Feature.OPERATIONS,
            Feature.MIGRATING,
            Feature.NON_PRIMARY,
            Feature.DIRTY_CACHE);

    static NewImage of(ImageOptions options, CreationDefaults defaults) {
        int asked = options.order().orElse(0);
        int order = asked == 0 ? defaults.order() : asked;
        long unit = zeroIs(options.stripeUnitInBytes().orElse(0), defaults.stripeUnit());
        long count = zeroIs(options.stripeCount().orElse(0), defaults.stripeCount());
        Features features = options.features().orElse(defaults.features());
        return new NewImage(
                options.format().orElse(NEW_FORMAT), order, unit, count, completed(features, order, unit, count));
    }

    /** A clone takes its parent's order and striping where the options name none; an order of 0 is the client's default. */
    static NewImage cloneOf(Layout parent, ImageOptions options, CreationDefaults defaults) {
        ImageOptions inherited = new ImageOptions(
                options.order(),
                options.features(),
                OptionalLong.of(options.stripeUnitInBytes().orElse(parent.stripeUnit())),
                OptionalLong.of(options.stripeCount().orElse(parent.stripeCount())),
                options.format());
        return of(inherited.withOrder(options.order().orElse(parent.order())), defaults);
    }

    private static long zeroIs(long value, long replacement) {
        return value == 0 ? replacement : value;
    }

    private static Features completed(Features asked, int order, long unit, long count) {
        Features features = asked.minus(IMPLICIT);
        features = features.contains(Feature.OBJECT_MAP)
                ? features.with(Feature.FAST_DIFF)
                : features.without(Feature.FAST_DIFF);
        boolean isStriped = (unit != 0 && unit != 1L << order) || (count != 0 && count != 1);
        return isStriped ? features.with(Feature.STRIPING) : features;
    }

    static void requireKnown(Features features) {
        if (features.unknownBits() != 0) {
            throw new ErrnoFailure(Errno.ENOSYS, Reason.UNKNOWN_FEATURES.of(new Features(features.unknownBits())));
        }
    }

    /** Ends the call with what librbd finds wrong first. */
    void validate(long size) {
        if (format == OLD_FORMAT) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.FORMAT_ONE.of());
        }
        requireKnown(features);
        FeatureUpdate.requireConsistent(features);
        if (order < SMALLEST_ORDER || order > LARGEST_ORDER) {
            throw new ErrnoFailure(Errno.EDOM, Reason.ORDER_OUT_OF_RANGE.of(order));
        }
        validateStriping();
        if (features.contains(Feature.OBJECT_MAP)) {
            Maintenance.requireMappable(Striper.objectCount(layout(), size));
        }
    }

    private void validateStriping() {
        if ((stripeUnit == 0) != (stripeCount == 0)) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.STRIPING_IS_HALF.of(stripeUnit, stripeCount));
        }
        if (stripeUnit != 0
                && ((1L << order) % stripeUnit != 0 || stripeUnit > 1L << order || stripeUnit < SMALLEST_STRIPE_UNIT)) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.STRIPE_UNIT_DOES_NOT_FIT.of(stripeUnit, 1L << order));
        }
    }

    Layout layout() {
        return stripeUnit == 0 ? new Layout(order, 1L << order, 1) : new Layout(order, stripeUnit, stripeCount);
    }
}
