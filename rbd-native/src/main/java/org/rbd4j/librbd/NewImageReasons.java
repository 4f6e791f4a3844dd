package org.rbd4j.librbd;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.internal.Reason;

/**
 * Why librbd did not make an image, which it says by one number (librbd: {@code CreateRequest::validate_*}).
 *
 * @param name the new image's name
 * @param size in bytes
 * @param format of the header
 * @param order the exponent of the object size
 * @param stripeUnit in bytes; 0 where none is set
 * @param stripeCount 0 where none is set
 * @param features as asked, or the client's default
 */
record NewImageReasons(
        String name, long size, int format, int order, long stripeUnit, long stripeCount, Features features)
        implements Why {
    static final long MOST_OBJECTS = 256_000_000;

    private static final int LONGEST_NAME = 2041;
    private static final int SMALLEST_ORDER = 12;
    private static final int LARGEST_ORDER = 25;
    private static final long SMALLEST_STRIPE_UNIT = 512;

    @Override
    public @Nullable String reasonOf(int errno) {
        return switch (errno) {
            case Errno.EEXIST -> Reason.IMAGE_EXISTS.of(name);
            case Errno.ENAMETOOLONG ->
                Reason.NAME_TOO_LONG.of(name.getBytes(StandardCharsets.UTF_8).length, LONGEST_NAME);
            case Errno.ENOSYS -> Reason.UNKNOWN_FEATURES.of(new Features(features.unknownBits()));
            case Errno.EDOM -> Reason.ORDER_OUT_OF_RANGE.of(order);
            case Errno.EINVAL -> invalid();
            default -> null;
        };
    }

    private @Nullable String invalid() {
        if (format == 1) {
            return Reason.FORMAT_ONE.of();
        }
        boolean needsLock = features.contains(Feature.OBJECT_MAP) || features.contains(Feature.JOURNALING);
        if (needsLock && !features.contains(Feature.EXCLUSIVE_LOCK)) {
            return Reason.NEEDS_EXCLUSIVE_LOCK.of();
        }
        if (order < SMALLEST_ORDER || order > LARGEST_ORDER) {
            return Reason.ORDER_OUT_OF_RANGE.of(order);
        }
        if ((stripeUnit == 0) != (stripeCount == 0)) {
            return Reason.STRIPING_IS_HALF.of(stripeUnit, stripeCount);
        }
        long objectSize = 1L << order;
        if (stripeUnit != 0
                && (stripeUnit < SMALLEST_STRIPE_UNIT || stripeUnit > objectSize || objectSize % stripeUnit != 0)) {
            return Reason.STRIPE_UNIT_DOES_NOT_FIT.of(stripeUnit, objectSize);
        }
        long objects = objects();
        if (features.contains(Feature.OBJECT_MAP) && objects > MOST_OBJECTS) {
            return Reason.TOO_MANY_OBJECTS.of(MOST_OBJECTS, objects);
        }
        return name.isEmpty() ? Reason.NAME_EMPTY.of() : null;
    }

    private long objects() {
        return stripeUnit == 0
                ? objects(size, 1L << order, 1, 1L << order)
                : objects(size, 1L << order, stripeCount, stripeUnit);
    }

    /** How many objects an image of such a size and layout may have. */
    static long objects(long size, long objectSize, long stripeCount, long stripeUnit) {
        long period = objectSize * stripeCount;
        long rest = size % period;
        return size / period * stripeCount + Math.min(stripeCount, (rest + stripeUnit - 1) / stripeUnit);
    }
}
