package org.rbd4j.sim.librbd;

import java.util.List;

/**
 * A range of one object, and which parts of the caller's buffer it takes.
 *
 * @param objectNumber the object
 * @param offset where it begins in the object, in bytes
 * @param length how many bytes
 * @param bufferParts in the order of the object's bytes; their lengths add up to {@code length}
 */
record ObjectExtent(long objectNumber, long offset, long length, List<BufferPart> bufferParts) {
    /**
     * A range of the caller's buffer.
     *
     * @param offset where it begins, in bytes
     * @param length how many bytes
     */
    record BufferPart(long offset, long length) {}
}
