package org.rbd4j.sim;

import java.util.Locale;
import java.util.Objects;

/**
 * A handle of a cluster that nobody has closed yet.
 *
 * @param kind what it is
 * @param name of a pool its name, of an image {@code pool/image}, each as it was when it was opened; of a connection its client
 * @param client the client whose it is, such as {@code client.4100}
 * @param openedAt the first frame of the call that opened it that is neither the api's nor the simulator's
 */
public record OpenHandle(Kind kind, String name, String client, StackTraceElement openedAt) {
    /** What can be open. */
    public enum Kind {
        /** A {@link org.rbd4j.Rados}. */
        CONNECTION,
        /** A {@link org.rbd4j.Pool}. */
        POOL,
        /** An {@link org.rbd4j.Image}. */
        IMAGE
    }

    /**
     * Requires all four.
     *
     * @param kind what it is
     * @param name of a pool its name, of an image {@code pool/image}; of a connection its client
     * @param client the client whose it is
     * @param openedAt who opened it
     */
    public OpenHandle {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
        Objects.requireNonNull(client);
        Objects.requireNonNull(openedAt);
    }

    @Override
    public String toString() {
        String whose = kind == Kind.CONNECTION ? "" : " of " + client;
        return kind.name().toLowerCase(Locale.ROOT) + " " + name + whose + ", opened at " + openedAt;
    }
}
