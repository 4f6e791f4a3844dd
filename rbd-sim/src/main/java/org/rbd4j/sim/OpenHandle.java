package org.rbd4j.sim;

import java.util.Locale;

/**
 * A handle that was opened and is not closed yet.
 *
 * @param kind what was opened
 * @param name such as {@code rbd/vm-1} for an image and {@code rbd} for a pool; a connection's is its cluster's
 * @param client the client that it belongs to, such as {@code client.4100}
 * @param openedAt the line that opened it: the first one outside the interface and the simulator
 */
public record OpenHandle(Kind kind, String name, String client, StackTraceElement openedAt) {
    /** What can be opened. */
    public enum Kind {
        /** A {@link org.rbd4j.Rados}. */
        CONNECTION,
        /** A {@link org.rbd4j.Pool}. */
        POOL,
        /** An {@link org.rbd4j.Image}. */
        IMAGE
    }

    @Override
    public String toString() {
        String what = kind == Kind.CONNECTION
                ? "connection of " + client
                : kind.name().toLowerCase(Locale.ROOT) + " " + name + " of " + client;
        return what + ", opened at " + openedAt;
    }
}
