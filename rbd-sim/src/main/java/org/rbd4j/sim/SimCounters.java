package org.rbd4j.sim;

/**
 * What a simulated cluster has done since it was made, all clients together. Subtract two of them to learn what happened in
 * between.
 *
 * <p>A data object holds a piece of an image, and its name begins with {@code rbd_data.}; headers, object maps, directories and
 * locks are metadata and count as operations only.
 *
 * @param calls calls of {@link org.rbd4j.Rados}, {@link org.rbd4j.Pool}, {@link org.rbd4j.Image} and what belongs to an image,
 *     whatever came of them; neither a call that was refused for its arguments alone, nor what closing a pool or a
 *     connection closes along with itself. A method that asks others of the api first counts as several, as
 *     {@link org.rbd4j.Image#read(long, int)} does, which asks for the size
 * @param failedCalls those of the calls that ended with an exception
 * @param operations RADOS operations that clients sent, whatever came of them: as many as a trace of the same calls lists,
 *     and fewer than a cluster would see, see {@link SimCluster#trace()}
 * @param reads reads of data objects, also of objects that do not exist; a read through a clone's parent is one for each image
 *     that was asked
 * @param bytesRead bytes that the reads of data objects returned; what no object stores is no byte here
 * @param writes writes to data objects that were carried out; neither copy-ups nor discards
 * @param bytesWritten bytes of those writes
 * @param discards zeroings, truncations and removals of data objects that were carried out, whoever asked for them: a discard,
 *     a resize, a removal of the image
 * @param flushes calls of {@link org.rbd4j.Image#flush()} that succeeded
 * @param objectsCreated how often a data object came to be, or came back, at HEAD
 * @param objectsRemoved how often a data object ceased to be at HEAD, with clones left behind or without
 * @param clonesMade how often a data object was kept as a clone because it was about to change for the first time after a
 *     snapshot
 * @param copyUps how often a data object of a clone was filled from the parent, be it with nothing because the parent has
 *     only zeroes there
 * @param bytesCopiedUp bytes of those copy-ups
 */
public record SimCounters(
        long calls,
        long failedCalls,
        long operations,
        long reads,
        long bytesRead,
        long writes,
        long bytesWritten,
        long discards,
        long flushes,
        long objectsCreated,
        long objectsRemoved,
        long clonesMade,
        long copyUps,
        long bytesCopiedUp) {
    /**
     * What happened since an earlier moment.
     *
     * @param earlier the counters of the same cluster at that moment
     * @return each counter's difference
     */
    public SimCounters minus(SimCounters earlier) {
        return new SimCounters(
                calls - earlier.calls,
                failedCalls - earlier.failedCalls,
                operations - earlier.operations,
                reads - earlier.reads,
                bytesRead - earlier.bytesRead,
                writes - earlier.writes,
                bytesWritten - earlier.bytesWritten,
                discards - earlier.discards,
                flushes - earlier.flushes,
                objectsCreated - earlier.objectsCreated,
                objectsRemoved - earlier.objectsRemoved,
                clonesMade - earlier.clonesMade,
                copyUps - earlier.copyUps,
                bytesCopiedUp - earlier.bytesCopiedUp);
    }
}
