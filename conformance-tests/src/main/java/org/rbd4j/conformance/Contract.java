package org.rbd4j.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/**
 * The ground that every contract stands on: clients of one target, and pools that belong to one test or property alone and
 * are gone when it ends.
 *
 * <p>The tries of a property share its pools and tell their images apart by {@link #freshName()}.
 */
public abstract class Contract {
    /** The snapshot that {@link #cloneOf} makes clones from. */
    static final String SNAPSHOT = "snapshot";

    private final List<Rados> clients = new ArrayList<>();
    private final Map<Map<String, String>, Rados> withOptions = new HashMap<>();
    private final Map<Rados, Map<String, Pool>> opened = new HashMap<>();
    private final List<String> pools = new ArrayList<>();
    private int names;

    /** Used by the subclasses alone. */
    protected Contract() {}

    /**
     * Where the implementation under test finds its cluster. May be asked any number of times.
     *
     * @return the target
     */
    protected abstract ConformanceTarget target();

    /** A new client without a cache, closed when the test ends unless the test does it. */
    final Rados newClient() {
        return newClient(Map.of());
    }

    final Rados newClient(Map<String, String> options) {
        Map<String, String> named = new HashMap<>(Map.of("rbd_cache", "false"));
        named.putAll(options);
        Rados client = target().connect(named);
        clients.add(client);
        return client;
    }

    /** The test's first client. */
    final Rados client() {
        return clients.isEmpty() ? newClient() : clients.get(0);
    }

    /** Another client than {@link #client()}, the same one at each call. */
    final Rados secondClient() {
        while (clients.size() < 2) {
            newClient();
        }
        return clients.get(1);
    }

    /** A client with these options, the same one at each call with the same options. */
    final Rados clientWith(Map<String, String> options) {
        return withOptions.computeIfAbsent(options, this::newClient);
    }

    /** The test's first pool, through its first client. */
    final Pool pool() {
        return poolOf(client());
    }

    /** A pool more than {@link #pool()}, through the test's first client. */
    final Pool newPool() {
        pool();
        return poolOf(client(), createPool());
    }

    /** What a call fails with, 0 if it does not. */
    static int errnoOf(Runnable call) {
        try {
            call.run();
            return 0;
        } catch (RbdException failure) {
            return failure.errno();
        }
    }

    private String createPool() {
        String name = freshPoolName();
        client().createPool(name);
        pools.add(name);
        return name;
    }

    /** The name of a pool that does not exist yet, and that the test deletes itself. */
    final String freshPoolName() {
        return "rbd4j-" + UUID.randomUUID();
    }

    /** The test's first pool, through any client. */
    final Pool poolOf(Rados client) {
        if (pools.isEmpty()) {
            createPool();
        }
        return poolOf(client, pools.get(0));
    }

    private Pool poolOf(Rados client, String name) {
        return opened.computeIfAbsent(client, any -> new HashMap<>()).computeIfAbsent(name, client::openPool);
    }

    /** A name that no image of this test has. */
    final String freshName() {
        names++;
        return "image-" + names;
    }

    /** A new image of the test's first pool, open for writing. */
    final Image newImage(ImageShape shape) {
        return newImage(pool(), shape);
    }

    final Image newImage(Pool pool, ImageShape shape) {
        String name = freshName();
        pool.createImage(name, shape.sizeInBytes(), shape.options());
        return pool.openImage(name);
    }

    /** Another handle on the image, opened by {@link #secondClient()}. */
    final Image openedBySecond(Image image) {
        return poolOf(secondClient()).openImage(image.name());
    }

    /** A new image without holes, all of {@link Content#of(int, int)} with seed 1. */
    final Image filledImage(int sizeInBytes) {
        Image image = newImage(ImageShape.plain(sizeInBytes));
        image.write(0, Content.of(1, sizeInBytes));
        return image;
    }

    /** A new clone of a new snapshot of the parent, in the test's first pool, open for writing. */
    final Image cloneOf(Image parent) {
        return cloneOf(parent, ImageOptions.defaults());
    }

    final Image cloneOf(Image parent, ImageOptions options) {
        protectedSnapshotOf(parent);
        String child = freshName();
        pool().cloneImage(parent.name(), SNAPSHOT, pool(), child, options);
        return pool().openImage(child);
    }

    static void protectedSnapshotOf(Image parent) {
        parent.snapshots().create(SNAPSHOT);
        parent.snapshots().protect(SNAPSHOT);
    }

    /** Closes what is still open, then deletes the pools; after each JUnit test and each jqwik property. */
    @AfterEach
    @AfterProperty
    final void leaveNothingBehind() {
        clients.forEach(Rados::close);
        if (!pools.isEmpty()) {
            try (Rados last = target().connect(Map.of())) {
                pools.forEach(last::deletePool);
            }
        }
        clients.clear();
        withOptions.clear();
        opened.clear();
        pools.clear();
    }
}
