package org.rbd4j;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * How an image is created or cloned; immutable. What is empty is the cluster's default ({@code rbd_default_order} …), or for
 * a clone its parent's. Values are checked by the call that takes them, as librbd does.
 *
 * @param order the exponent of the object size, 12 to 25; 0 is the cluster's default
 * @param features the feature bits
 * @param stripeUnitInBytes the stripe unit: a multiple of 512 that divides the object size
 * @param stripeCount over how many objects a stripe runs
 * @param format the format of the image's header: 2, or 1 where RBD_FORCE_ALLOW_V1 is set in the environment
 */
public record ImageOptions(
        OptionalInt order,
        Optional<Features> features,
        OptionalLong stripeUnitInBytes,
        OptionalLong stripeCount,
        OptionalInt format) {
    private static final ImageOptions DEFAULTS = new ImageOptions(
            OptionalInt.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());

    /**
     * Refuses null.
     *
     * @param order the exponent of the object size, 12 to 25
     * @param features the feature bits
     * @param stripeUnitInBytes the stripe unit: a multiple of 512 that divides the object size
     * @param stripeCount over how many objects a stripe runs
     * @param format the format of the image's header
     */
    public ImageOptions {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(stripeUnitInBytes, "stripeUnitInBytes");
        Objects.requireNonNull(stripeCount, "stripeCount");
        Objects.requireNonNull(format, "format");
    }

    /**
     * Nothing set.
     *
     * @return the options
     */
    public static ImageOptions defaults() {
        return DEFAULTS;
    }

    /**
     * These options with an object size of 2^order bytes.
     *
     * @param exponent 12 to 25
     * @return new options
     */
    public ImageOptions withOrder(int exponent) {
        return new ImageOptions(OptionalInt.of(exponent), features, stripeUnitInBytes, stripeCount, format);
    }

    /**
     * These options with a set of features.
     *
     * @param set the feature bits
     * @return new options
     */
    public ImageOptions withFeatures(Features set) {
        return new ImageOptions(order, Optional.of(set), stripeUnitInBytes, stripeCount, format);
    }

    /**
     * These options with a set of features.
     *
     * @param set the features
     * @return new options
     */
    public ImageOptions withFeatures(Feature... set) {
        return withFeatures(Features.of(set));
    }

    /**
     * These options with striping.
     *
     * @param unitInBytes a multiple of 512 that divides the object size
     * @param count over how many objects a stripe runs
     * @return new options
     */
    public ImageOptions withStriping(long unitInBytes, long count) {
        return new ImageOptions(order, features, OptionalLong.of(unitInBytes), OptionalLong.of(count), format);
    }

    /**
     * These options with a header of this format.
     *
     * @param number 2, or 1 where RBD_FORCE_ALLOW_V1 is set in the environment
     * @return new options
     */
    public ImageOptions withFormat(int number) {
        return new ImageOptions(order, features, stripeUnitInBytes, stripeCount, OptionalInt.of(number));
    }

    /**
     * What is set, for messages.
     *
     * @return as {@code order 12, features [LAYERING]}; {@code defaults} if nothing is
     */
    @Override
    public String toString() {
        StringJoiner set = new StringJoiner(", ").setEmptyValue("defaults");
        order.ifPresent(exponent -> set.add("order " + exponent));
        features.ifPresent(bits -> set.add("features " + bits));
        stripeUnitInBytes.ifPresent(bytes -> set.add("stripe unit " + bytes));
        stripeCount.ifPresent(count -> set.add("stripe count " + count));
        format.ifPresent(number -> set.add("format " + number));
        return set.toString();
    }
}
