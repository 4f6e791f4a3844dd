package org.rbd4j;

/**
 * A part of an image that changed.
 *
 * @param offset where it begins, in bytes
 * @param length how many bytes
 * @param exists true if it holds data; false if it reads as zeroes now
 */
public record DiffExtent(long offset, long length, boolean exists) {}
