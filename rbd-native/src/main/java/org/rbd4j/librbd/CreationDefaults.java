package org.rbd4j.librbd;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageOptions;

/**
 * What a client gives a new image where nobody says otherwise, for the reasons of a failure.
 *
 * @param features as librbd takes them from its configuration
 * @param order the exponent of the object size
 * @param stripeUnit in bytes; 0 where none is set
 * @param stripeCount 0 where none is set
 */
record CreationDefaults(Features features, int order, long stripeUnit, long stripeCount) {
    private static final int NEW_FORMAT = 2;

    /** Reads them from a configuration, by the names of its options. */
    static CreationDefaults of(UnaryOperator<String> configuration) {
        return new CreationDefaults(
                features(configuration.apply("rbd_default_features")),
                Integer.parseInt(configuration.apply("rbd_default_order")),
                Long.parseLong(configuration.apply("rbd_default_stripe_unit")),
                Long.parseLong(configuration.apply("rbd_default_stripe_count")));
    }

    /** By number, or by names between commas. */
    private static Features features(String text) {
        if (text.matches("[0-9]+")) {
            return new Features(Long.parseLong(text));
        }
        Features features = Features.NONE;
        for (Feature feature : Feature.values()) {
            boolean isNamed = Arrays.asList(text.split(",")).contains(feature.cephName());
            features = isNamed ? features.with(feature) : features;
        }
        return features;
    }

    /** Those of a clone or a copy, which has its layout from another image. */
    CreationDefaults like(LibrbdImageInfo model) {
        long objectSize = model.stat().objectSizeInBytes();
        return new CreationDefaults(
                model.features(), Long.numberOfTrailingZeros(objectSize), model.stripeUnit(), model.stripeCount());
    }

    /** Why there is no new image of these options. */
    NewImageReasons reasons(String name, long size, ImageOptions options) {
        int asked = options.order().orElse(0);
        return new NewImageReasons(
                name,
                size,
                options.format().orElse(NEW_FORMAT),
                asked == 0 ? order : asked,
                zeroIs(options.stripeUnitInBytes(), stripeUnit),
                zeroIs(options.stripeCount(), stripeCount),
                options.features().orElse(features));
    }

    private static long zeroIs(OptionalLong value, long replacement) {
        return value.orElse(0) == 0 ? replacement : value.getAsLong();
    }
}
