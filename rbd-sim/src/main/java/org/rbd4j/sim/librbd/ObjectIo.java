package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.BufferRange;
import org.rbd4j.sim.rados.IntervalSet;

/**
 * The one way to the data of an image's objects: every read, write, discard and diff of an object's part goes through it, be it the
 * caller's or an operation's of librbd. A cache is a layer around it.
 */
interface ObjectIo {
    /**
     * Reads from one object as the image shows it at what is selected, its parents' data included.
     *
     * @param number the object's number
     * @param offset where to begin in the object, in bytes
     * @param destination filled, with zeroes where nothing is
     * @return how many bytes from the first on are data: what the object holds, and all that a missing object takes from a
     *     parent, which librbd reads as one thick piece
     */
    int read(long number, long offset, BufferRange destination);

    /**
     * Reads what one object holds itself.
     *
     * @param number the object's number
     * @param offset where to begin in the object, in bytes
     * @param destination filled from its beginning on
     * @return how many bytes that are; {@link ObjectRead#ABSENT} if there is no such object
     */
    int readOwn(long number, long offset, BufferRange destination);

    /**
     * Writes to one object of HEAD.
     *
     * @param number the object's number
     * @param offset where to begin in the object, in bytes
     * @param data what is written; nothing makes a clone copy the object up, and nothing else
     */
    void write(long number, long offset, BufferRange data);

    /**
     * Discards a part of one object of HEAD.
     *
     * @param number the object's number
     * @param offset where to begin in the object, in bytes
     * @param length how many bytes
     * @param parent what becomes of the parent's data beneath
     */
    void discard(long number, long offset, long length, ObjectWrite.ParentOnRemove parent);

    /**
     * Tells what changed in a part of one object between two moments.
     *
     * @param number the object's number
     * @param asked which bytes of the object it is about
     * @param range the two moments, and how exactly they are compared
     * @return ranges of the image
     */
    SnapshotDelta listSnaps(long number, IntervalSet asked, SnapshotRange range);

    /** Brings what was written to the objects. */
    void flush();

    /** Forgets what was read. */
    void invalidate();
}
