package org.rbd4j.sim;

import java.util.List;

/**
 * What a simulated cluster stores.
 *
 * @param objects those of {@link SimCluster#objects()} that can be read at HEAD
 * @param clones all clones of {@link SimCluster#objects()}
 * @param bytesInMemory bytes of the pages held; a page that several revisions share counts once
 */
public record SimUsage(long objects, long clones, long bytesInMemory) {
    static SimUsage of(List<StoredObject> stored, long bytesInMemory) {
        return new SimUsage(
                stored.stream().filter(object -> object.headSize().isPresent()).count(),
                stored.stream().mapToLong(object -> object.clones().size()).sum(),
                bytesInMemory);
    }
}
