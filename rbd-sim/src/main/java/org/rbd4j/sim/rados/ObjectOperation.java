package org.rbd4j.sim.rados;

import java.nio.ByteBuffer;

/** One step of a write operation on one object. The steps of an operation happen all or not at all. */
public sealed interface ObjectOperation {
    /** Fails with ENOENT unless the object exists. */
    record AssertExists() implements ObjectOperation {}

    /** Creates the object, empty, unless it exists. */
    record Create() implements ObjectOperation {}

    /**
     * Writes a range.
     *
     * @param offset where to begin, in bytes
     * @param data the remaining bytes are written; the buffer is not moved
     */
    record Write(long offset, ByteBuffer data) implements ObjectOperation {}

    /**
     * Replaces the content.
     *
     * @param data the remaining bytes are the new content; the buffer is not moved
     */
    record WriteFull(ByteBuffer data) implements ObjectOperation {}

    /**
     * Makes a range read as zeroes; one that reaches the end of the content truncates it instead.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes
     */
    record Zero(long offset, long length) implements ObjectOperation {}

    /**
     * Sets the size of an object that exists.
     *
     * @param size the new size in bytes
     */
    record Truncate(long size) implements ObjectOperation {}

    /** Removes the object; fails with ENOENT unless it exists. */
    record Remove() implements ObjectOperation {}

    /**
     * Makes the head what it was at a snapshot: without content at that snapshot, the head is removed.
     *
     * @param snap the snapshot's id
     */
    record Rollback(long snap) implements ObjectOperation {}

    /**
     * Creates the object with the parent's content, unless it exists (class method rbd.sparse_copyup).
     *
     * @param data the content from offset 0 on; the buffer is not moved
     */
    record CopyUp(ByteBuffer data) implements ObjectOperation {}
}
