package org.rbd4j.sim.librbd;

/** What the object map says of one object, in the order of Ceph's two bits. */
enum ObjectState {
    /** The object does not exist. */
    NONEXISTENT,
    /** The object exists, and may have changed since the last snapshot. */
    EXISTS,
    /** The object exists and is about to be removed. */
    PENDING,
    /** The object exists, and did not change since the last snapshot. */
    EXISTS_CLEAN
}
