package org.rbd4j.conformance.radosjava;

/** The binding has no such call. No {@link org.rbd4j.RbdException}, which a law might take for librbd's own answer. */
final class MissingCall extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    MissingCall(String function) {
        super(function);
    }
}
