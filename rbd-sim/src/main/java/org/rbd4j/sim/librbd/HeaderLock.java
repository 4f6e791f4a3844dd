package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rbd4j.sim.rados.HeldByClients;
import org.rbd4j.sim.rados.MetadataName;

/**
 * The lock on an image's header object (class lock), which is the managed lock under one tag and the advisory lock under all
 * others; immutable.
 *
 * @param tag what the holders share
 * @param exclusive true if there can be only one holder
 * @param holders never empty; by client and cookie
 */
record HeaderLock(String tag, boolean exclusive, List<Holder> holders) implements HeldByClients {
    /** The tag under which librbd takes the lock for itself. */
    static final String MANAGED_TAG = "internal";

    /**
     * One holder.
     *
     * @param client the client's name
     * @param cookie what the client calls this hold
     * @param address the client's address
     * @param owner the handle that owns the managed lock; empty for an advisory lock
     */
    record Holder(String client, String cookie, String address, Optional<ImageContext> owner) {
        boolean is(String otherClient, String otherCookie) {
            return client.equals(otherClient) && cookie.equals(otherCookie);
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

    static HeaderLock managedBy(Holder owner) {
        return new HeaderLock(MANAGED_TAG, true, List.of(owner));
    }

    /** The managed lock of an owner that is gone, librbd breaks by itself; an advisory lock outlives its handle and its client. */
    @Override
    public Optional<HeaderLock> withoutClients() {
        return owner().isPresent() ? Optional.empty() : Optional.of(this);
    }

    boolean isManaged() {
        return tag.equals(MANAGED_TAG);
    }

    boolean isHeldBy(String client, String cookie) {
        return holders.stream().anyMatch(holder -> holder.is(client, cookie));
    }

    /** The handle that owns the managed lock. */
    Optional<ImageContext> owner() {
        return holders.get(0).owner();
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
}
