package org.rbd4j.conformance.hostile;

/** What a call was given that the interface answers with an exception of Java's own, and not with one of librbd's. */
enum Excuse {
    /** A {@code null}, somewhere. */
    NULL,
    /** A buffer that may not be written. */
    READ_ONLY_BUFFER,
    /** A callback that throws. */
    CALLBACK,
    /** More bytes than a heap has room for. */
    HUGE
}
