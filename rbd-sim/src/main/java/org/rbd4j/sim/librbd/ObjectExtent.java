package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A range of one object, and which parts of the caller's buffer it takes; it grows until the {@link Striper} hands it out. */
final class ObjectExtent {
    /**
     * A range of the caller's buffer.
     *
     * @param offset where it begins, in bytes
     * @param length how many bytes
     */
    record BufferPart(long offset, long length) {}

    private final long objectNumber;
    private final long offset;
    private final List<BufferPart> bufferParts;
    private long length;

    ObjectExtent(long objectNumber, long offset) {
        this.objectNumber = objectNumber;
        this.offset = offset;
        this.bufferParts = new ArrayList<>();
    }

    /** All of the caller's buffer in one part; nothing can be appended. */
    ObjectExtent(long objectNumber, long offset, long length) {
        this.objectNumber = objectNumber;
        this.offset = offset;
        this.length = length;
        this.bufferParts = List.of(new BufferPart(0, length));
    }

    void append(BufferPart part) {
        bufferParts.add(part);
        length += part.length();
    }

    long objectNumber() {
        return objectNumber;
    }

    /** Where it begins in the object, in bytes. */
    long offset() {
        return offset;
    }

    /** How many bytes it holds: the sum of its buffer parts' lengths. */
    long length() {
        return length;
    }

    long end() {
        return offset + length;
    }

    /** In the order of the object's bytes. */
    List<BufferPart> bufferParts() {
        return Collections.unmodifiableList(bufferParts);
    }

    @Override
    public String toString() {
        return objectNumber + ":" + offset + "~" + length + " of " + bufferParts;
    }
}
