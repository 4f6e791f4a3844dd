package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rbd4j.internal.Quoted;
import org.rbd4j.sim.rados.MetadataName;

/**
 * The lock on an image's header object (class lock), which is the managed lock under one tag and the advisory lock under all
 * others; immutable.
 *
 * @param tag what the holders share
 * @param exclusive true if there can be only one holder
 * @param holders never empty; by client and cookie
 */
record HeaderLock(String tag, boolean exclusive, List<Holder> holders) {
    /** The tag under which librbd takes the lock for itself. */
    static final String MANAGED_TAG = "internal";

    /**
     * One holder.
     *
     * @param client the client's name
     * @param cookie what the client calls this hold
     * @param address the client's address
     */
    record Holder(String client, String cookie, String address) {
        boolean is(String otherClient, String otherCookie) {
            return client.equals(otherClient) && cookie.equals(otherCookie);
        }

        @Override
        public String toString() {
            return client + " with cookie " + Quoted.of(cookie);
        }
    }

    HeaderLock {
        holders = holders.stream()
                .sorted(Comparator.comparing(Holder::client).thenComparing(Holder::cookie))
                .toList();
    }

    static MetadataName<HeaderLock> nameOf(String imageId) {
        return new MetadataName<>(ImageHeader.nameOf(imageId).object(), "lock", HeaderLock.class);
    }

    static HeaderLock of(String tag, boolean exclusive, Holder holder) {
        return new HeaderLock(tag, exclusive, List.of(holder));
    }

    /** An advisory lock under the managed lock's tag is a shared one, for an exclusive one has no tag. */
    boolean isManaged() {
        return exclusive && tag.equals(MANAGED_TAG);
    }

    boolean isHeldBy(String client) {
        return holders.stream().anyMatch(holder -> holder.client().equals(client));
    }

    boolean isHeldBy(String client, String cookie) {
        return holders.stream().anyMatch(holder -> holder.is(client, cookie));
    }

    /** Who holds an exclusive lock; the first of those who hold a shared one. */
    Holder owner() {
        return holders.get(0);
    }

    HeaderLock with(Holder holder) {
        List<Holder> more = new ArrayList<>(holders);
        more.add(holder);
        return new HeaderLock(tag, exclusive, more);
    }

    /** The lock without a holder; empty if that was the last. */
    Optional<HeaderLock> without(String client, String cookie) {
        List<Holder> fewer =
                holders.stream().filter(holder -> !holder.is(client, cookie)).toList();
        return fewer.isEmpty() ? Optional.empty() : Optional.of(new HeaderLock(tag, exclusive, fewer));
    }

    @Override
    public String toString() {
        return holders.stream().map(Holder::toString).collect(Collectors.joining(", "))
                + (exclusive ? ", exclusively" : ", shared under tag " + Quoted.of(tag));
    }
}
