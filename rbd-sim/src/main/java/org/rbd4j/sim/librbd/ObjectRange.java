package org.rbd4j.sim.librbd;

/**
 * A range of one object.
 *
 * @param objectNumber the object's number
 * @param offset where it begins in the object, in bytes
 * @param length how many bytes
 */
record ObjectRange(long objectNumber, long offset, long length) {
    long end() {
        return offset + length;
    }
}
