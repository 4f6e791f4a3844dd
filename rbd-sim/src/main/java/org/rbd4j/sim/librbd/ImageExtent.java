package org.rbd4j.sim.librbd;

/**
 * A range of an image.
 *
 * @param offset where it begins, in bytes
 * @param length how many bytes
 */
record ImageExtent(long offset, long length) {}
