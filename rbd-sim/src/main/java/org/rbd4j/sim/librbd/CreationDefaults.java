package org.rbd4j.sim.librbd;

import org.rbd4j.Features;

/**
 * A client's defaults for new images.
 *
 * @param features {@code rbd_default_features}
 * @param order {@code rbd_default_order}
 * @param stripeUnit {@code rbd_default_stripe_unit}, in bytes; 0 for none
 * @param stripeCount {@code rbd_default_stripe_count}; 0 for none
 */
public record CreationDefaults(Features features, int order, long stripeUnit, long stripeCount) {}
