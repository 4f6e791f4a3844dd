package org.rbd4j;

/**
 * Size and layout of an image or of one of its snapshots.
 *
 * @param sizeInBytes the size
 * @param objectSizeInBytes 2 to the power of the order
 * @param objectCount how many objects the size spans, whether they exist or not
 * @param order the object size's exponent, 12 to 25
 * @param blockNamePrefix what the names of the data objects begin with
 */
public record ImageStat(
        long sizeInBytes, long objectSizeInBytes, long objectCount, int order, String blockNamePrefix) {}
