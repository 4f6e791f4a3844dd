package org.rbd4j.sim;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A cluster's name, if it has one, and its fsid, which no other open cluster of this JVM has: that of a name is always the same,
 * clusters without a name are numbered in the order in which they are made, and forks in the order in which one is forked.
 */
final class ClusterIdentity {
    private static final AtomicLong UNNAMED = new AtomicLong();

    private final Optional<String> name;
    private final UUID fsid;
    private final AtomicLong forks = new AtomicLong();

    private ClusterIdentity(Optional<String> name, String origin) {
        this.name = name;
        this.fsid = UUID.nameUUIDFromBytes(origin.getBytes(StandardCharsets.UTF_8));
    }

    static ClusterIdentity of(Optional<String> name) {
        // No name holds a NUL.
        return new ClusterIdentity(name, name.orElseGet(() -> "\0" + UNNAMED.incrementAndGet()));
    }

    /** That of the next fork, which has no name. */
    ClusterIdentity fork() {
        return new ClusterIdentity(Optional.empty(), "\0" + fsid + "/" + forks.incrementAndGet());
    }

    Optional<String> name() {
        return name;
    }

    String fsid() {
        return fsid.toString();
    }

    @Override
    public String toString() {
        return name.map(known -> "sim:" + known).orElse("an unnamed simulated cluster");
    }
}
