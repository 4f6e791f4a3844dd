package org.rbd4j.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/**
 * A pool of the test's own on the cluster that a subclass names, a connection to it for each host, and nothing of either when
 * the test ends.
 */
public abstract class VolumeTestBed {
    static final int KIB = 1024;

    /** Two granules of a discard, so that a small volume has borders of every kind. */
    static final int OBJECT = 128 * KIB;

    private final String poolName = "volumes-" + UUID.randomUUID();
    private final List<Rados> connections = new ArrayList<>();

    /**
     * Connects to the cluster: the one thing that a subclass adds.
     *
     * @param options Ceph's options by Ceph's names
     * @return a new connection
     */
    protected abstract Rados connect(Map<String, String> options);

    @BeforeEach
    @BeforeProperty
    final void createThePool() {
        newConnection().createPool(poolName);
    }

    @AfterEach
    @AfterProperty
    final void leaveNothing() {
        connections.forEach(Rados::close);
        try (Rados last = connect(Map.of())) {
            last.deletePool(poolName);
        }
    }

    private Rados newConnection() {
        Rados connection = connect(Map.of("rbd_default_order", "17"));
        connections.add(connection);
        return connection;
    }

    /** The pool, through a connection that no other call returns. */
    final Pool newPool() {
        return newConnection().openPool(poolName);
    }

    /** Bytes that tell their seed. */
    static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static void write(VolumeService volumes, String volume, long offset, byte[] bytes) {
        try (Attachment attachment = volumes.attach(volume)) {
            attachment.write(offset, bytes);
        }
    }

    static void resize(VolumeService volumes, String volume, long sizeInBytes) {
        try (Attachment attachment = volumes.attach(volume)) {
            attachment.resize(sizeInBytes);
        }
    }

    static byte[] contentOf(VolumeService volumes, String volume) {
        try (Attachment attachment = volumes.attach(volume)) {
            return attachment.read(0, Math.toIntExact(attachment.size()));
        }
    }
}
