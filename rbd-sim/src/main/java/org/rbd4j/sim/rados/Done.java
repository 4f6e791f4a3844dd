package org.rbd4j.sim.rados;

/** The answer of a request that has nothing to tell. */
public enum Done {
    /** It was carried out. */
    DONE
}
