package org.rbd4j.sim;

/**
 * What a simulated cluster stores.
 *
 * @param objects RADOS objects that can be read at HEAD
 * @param clones revisions of objects kept for snapshots
 * @param bytesInMemory bytes of the pages held; a page that several revisions share counts once
 */
public record SimUsage(long objects, long clones, long bytesInMemory) {}
