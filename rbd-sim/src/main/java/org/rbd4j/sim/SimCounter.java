package org.rbd4j.sim;

/**
 * What a simulated cluster counts. More may be counted one day, so a {@code switch} over these needs a {@code default}.
 *
 * <p>A data object holds a piece of an image, and its name begins with {@code rbd_data.}; headers, object maps, directories and
 * locks are metadata and count as operations only.
 */
public enum SimCounter {
    /**
     * Calls of {@link org.rbd4j.Rados}, {@link org.rbd4j.Pool}, {@link org.rbd4j.Image} and what belongs to an image, whatever
     * came of them; neither a call that was refused for its arguments alone, nor what closing a pool or a connection closes along
     * with itself. A method that asks others of the api first counts as several, as {@link org.rbd4j.Image#read(long, int)}
     * does, which asks for the size.
     */
    CALLS,
    /** Those of the calls that ended with an exception. */
    FAILED_CALLS,
    /**
     * RADOS operations that clients sent, whatever came of them: as many as a trace of the same calls lists, and fewer than a
     * cluster would see, see {@link SimCluster#trace()}.
     */
    OPERATIONS,
    /**
     * Reads of data objects, also of objects that do not exist; a read through a clone's parent is one for each image that was
     * asked.
     */
    READS,
    /** Bytes that the reads of data objects returned; what no object stores is no byte here. */
    BYTES_READ,
    /** Writes to data objects that were carried out; neither copy-ups nor discards. */
    WRITES,
    /** Bytes of those writes. */
    BYTES_WRITTEN,
    /**
     * Zeroings, truncations and removals of data objects that were carried out, whoever asked for them: a discard, a resize, a
     * removal of the image.
     */
    DISCARDS,
    /** Calls of {@link org.rbd4j.Image#flush()} that succeeded. */
    FLUSHES,
    /** How often a data object came to be, or came back, at HEAD. */
    OBJECTS_CREATED,
    /** How often a data object ceased to be at HEAD, with clones left behind or without. */
    OBJECTS_REMOVED,
    /** How often a data object was kept as a clone because it was about to change for the first time after a snapshot. */
    CLONES_MADE,
    /**
     * How often a data object of a clone was filled from the parent, be it with nothing because the parent has only zeroes there.
     */
    COPY_UPS,
    /** Bytes of those copy-ups. */
    BYTES_COPIED_UP
}
