package org.rbd4j;

import java.util.List;

/**
 * The advisory lock on an image, as it was when it was listed.
 *
 * @param tag the tag that the holders share; empty for an exclusive lock, {@code internal} for the managed lock
 * @param exclusive true if one holder excludes all others
 * @param holders who holds it, never empty
 */
public record AdvisoryLock(String tag, boolean exclusive, List<Holder> holders) {
    /**
     * Copies the list.
     *
     * @param tag the tag that the holders share; empty for an exclusive lock, {@code internal} for the managed lock
     * @param exclusive true if one holder excludes all others
     * @param holders who holds it, never empty
     */
    public AdvisoryLock {
        holders = List.copyOf(holders);
    }

    /**
     * One holder of the lock.
     *
     * @param client the client, such as {@code client.4123}
     * @param cookie what the client calls this hold of the lock
     * @param address the client's network address
     */
    public record Holder(String client, String cookie, String address) {}
}
