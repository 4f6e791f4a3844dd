package org.rbd4j.conformance;

import org.rbd4j.Features;
import org.rbd4j.ImageOptions;

/**
 * The size and layout of an image that librbd accepts.
 *
 * @param sizeInBytes the image's size
 * @param order the object size's exponent
 * @param stripeUnitInBytes the stripe unit; the object size if it is not striped
 * @param stripeCount over how many objects a stripe runs; 1 if it is not striped
 * @param features the features asked for
 */
record ImageShape(long sizeInBytes, int order, long stripeUnitInBytes, long stripeCount, Features features) {
    /** Objects of 4 KiB, not striped, layering alone. */
    static ImageShape plain(long sizeInBytes) {
        return new ImageShape(sizeInBytes, 12, 4096, 1, new Features(1));
    }

    ImageShape withSize(long bytes) {
        return new ImageShape(bytes, order, stripeUnitInBytes, stripeCount, features);
    }

    ImageShape withFeatures(Features set) {
        return new ImageShape(sizeInBytes, order, stripeUnitInBytes, stripeCount, set);
    }

    long objectSizeInBytes() {
        return 1L << order;
    }

    ImageOptions options() {
        return ImageOptions.defaults()
                .withOrder(order)
                .withFeatures(features)
                .withStriping(stripeUnitInBytes, stripeCount);
    }
}
