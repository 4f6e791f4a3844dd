package org.rbd4j;

/**
 * The snapshot that a clone was made from, by its names of today.
 *
 * @param pool the parent's pool; empty if it has been deleted since the clone was opened
 * @param image the parent's name
 * @param snapshot the snapshot's name
 */
public record ParentSnapshot(String pool, String image, String snapshot) {}
