package org.rbd4j.sim.rados;

import org.rbd4j.Errno;

/** One client of a cluster: how the cluster names it, and whether it still serves it. */
public final class RadosClient {
    private final String entity;
    private final String address;

    /** Guarded by the cluster's lock, as is the field below. */
    private long lastHandleId;

    private boolean isBlocklisted;

    RadosClient(long id) {
        this.entity = "client." + id;
        this.address = "127.0.0.1:0/" + id;
    }

    /**
     * The name by which locks know the client.
     *
     * @return such as {@code client.4123}
     */
    public String entity() {
        return entity;
    }

    /**
     * The address by which locks know the client; nobody listens there.
     *
     * @return in the form of Ceph's addresses
     */
    public String address() {
        return address;
    }

    /**
     * An id for a handle of this client's.
     *
     * @return the id, never given twice
     */
    public long nextHandleId() {
        return ++lastHandleId;
    }

    /** From now on the cluster refuses what the client asks. */
    void blocklist() {
        isBlocklisted = true;
    }

    /**
     * Tells whether the cluster does what the client asks.
     *
     * @return false if it is blocklisted
     */
    public boolean isServed() {
        return !isBlocklisted;
    }

    /** Ends the call if the client is blocklisted. */
    void requireServed() {
        if (isBlocklisted) {
            throw new ErrnoFailure(Errno.ESHUTDOWN, entity() + " is blocklisted");
        }
    }
}
