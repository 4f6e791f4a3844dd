package org.rbd4j.sim.rados;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What a cluster stores.
 *
 * @param heads objects that can be read at HEAD
 * @param clones revisions kept for snapshots
 * @param bytes bytes in memory, in whole pages; a page that several revisions share counts once
 */
public record StorageUse(long heads, long clones, long bytes) {
    /** A count under way. */
    static final class Count {
        private final Set<byte[]> pages = Collections.newSetFromMap(new IdentityHashMap<>());
        private long heads;
        private long clones;

        void add(RadosObject object) {
            heads += object.exists() ? 1 : 0;
            clones += object.history().snapSet().clones().size();
            object.forEachPage(pages::add);
        }

        StorageUse result() {
            return new StorageUse(heads, clones, (long) pages.size() * ObjectBytes.PAGE_SIZE);
        }
    }
}
