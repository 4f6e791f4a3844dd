package org.rbd4j;

/**
 * One snapshot of an image, as it was when it was listed.
 *
 * @param id the cluster's id of the snapshot; grows with every snapshot of the pool
 * @param name the name
 * @param sizeInBytes the image's size when the snapshot was taken
 */
public record Snapshot(long id, String name, long sizeInBytes) {}
