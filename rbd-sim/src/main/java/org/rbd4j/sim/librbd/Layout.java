package org.rbd4j.sim.librbd;

/**
 * How an image's bytes lie on its objects: stripe units go round robin over {@code stripeCount} objects until these are full.
 *
 * @param order the object size is 2^order bytes
 * @param stripeUnit in bytes; divides the object size
 * @param stripeCount over how many objects a stripe runs
 */
public record Layout(int order, long stripeUnit, long stripeCount) {
    /**
     * The size of an object.
     *
     * @return bytes
     */
    public long objectSize() {
        return 1L << order;
    }

    /**
     * How many bytes one full set of {@code stripeCount} objects holds.
     *
     * @return bytes
     */
    public long stripePeriod() {
        return stripeCount * objectSize();
    }
}
