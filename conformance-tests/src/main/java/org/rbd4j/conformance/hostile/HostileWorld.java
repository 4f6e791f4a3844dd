package org.rbd4j.conformance.hostile;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.PoolNotFoundException;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;

/**
 * What the calls of one program share: a slot for each connection, pool and image. What was closed, or is not there any more, is opened
 * or made anew before the next call that needs it; now and then it is not.
 */
final class HostileWorld {
    static final int CONNECTIONS = 2;
    static final int POOL_NAMES = 3;
    static final int POOLS = 4;
    static final int IMAGES = 6;

    private static final long IMAGE_SIZE = 16L << 20;
    private static final int ORDER = 16;
    private static final int MOST_KEPT = 64;

    private final String uri;
    private final Map<String, String> options;
    private final String prefix;
    private final Slots<Rados> connections = new Slots<>(CONNECTIONS);
    private final Slots<Pool> pools = new Slots<>(POOLS);
    private final Slots<Image> images = new Slots<>(IMAGES);
    private final Slots<SeekableByteChannel> channels = new Slots<>(IMAGES);
    private final Set<String> poolsCreated = ConcurrentHashMap.newKeySet();
    private final Queue<Begun> begun = new ConcurrentLinkedQueue<>();
    private final Mover mover = new Mover();

    HostileWorld(String uri, Map<String, String> options, String prefix) {
        this.uri = uri;
        this.options = options;
        this.prefix = prefix;
    }

    /** A call that goes on after it returned. */
    record Begun(HostileCall call, CompletableFuture<?> future) {}

    /** Things that are closed behind each other's back. */
    private static final class Slots<T extends AutoCloseable> {
        private final AtomicReferenceArray<T> slots;

        /** Taken out, and perhaps still open: other threads may be inside. */
        private final Queue<T> replaced = new ConcurrentLinkedQueue<>();

        Slots(int count) {
            slots = new AtomicReferenceArray<>(count);
        }

        T get(int slot) {
            return slots.get(slot);
        }

        void put(int slot, T opened) {
            T before = slots.getAndSet(slot, opened);
            if (before != null) {
                replaced.add(before);
            }
            if (replaced.size() > MOST_KEPT) {
                T oldest = replaced.poll();
                if (oldest != null) {
                    close(oldest);
                }
            }
        }

        void drop(int slot) {
            T dropped = slots.getAndSet(slot, null);
            if (dropped != null) {
                replaced.add(dropped);
            }
        }

        void closeAll() {
            for (int slot = 0; slot < slots.length(); slot++) {
                drop(slot);
            }
            for (T one = replaced.poll(); one != null; one = replaced.poll()) {
                close(one);
            }
        }

        private static void close(AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (RbdException told) {
                // A call under test like others, whose errors the interface knows.
                return;
            } catch (Exception unexpected) {
                throw new IllegalStateException("closing " + closeable, unexpected);
            }
        }
    }

    String poolName(int number) {
        return prefix + "-" + number;
    }

    Rados connection(int slot) {
        Rados open = connections.get(slot);
        if (open == null) {
            open = Rados.connect(uri, options);
            connections.put(slot, open);
        }
        return open;
    }

    Pool pool(int slot) {
        Pool open = pools.get(slot);
        if (open == null) {
            open = openPool(connection(slot % CONNECTIONS), poolName(slot % POOL_NAMES));
            pools.put(slot, open);
        }
        return open;
    }

    private static Pool openPool(Rados connection, String name) {
        try {
            return connection.openPool(name);
        } catch (PoolNotFoundException missing) {
            connection.createPool(name);
            return connection.openPool(name);
        }
    }

    Image image(int slot) {
        Image open = images.get(slot);
        if (open == null) {
            open = openImage(pool(slot % POOLS), Texts.IMAGES.get(slot % Texts.IMAGES.size()));
            images.put(slot, open);
        }
        return open;
    }

    private static Image openImage(Pool pool, String name) {
        try {
            return pool.openImage(name);
        } catch (ImageNotFoundException missing) {
            pool.createImage(name, IMAGE_SIZE, ImageOptions.defaults().withOrder(ORDER));
            return pool.openImage(name);
        }
    }

    SeekableByteChannel channel(int slot) {
        SeekableByteChannel open = channels.get(slot);
        if (open == null) {
            open = image(slot).channel();
            channels.put(slot, open);
        }
        return open;
    }

    /** Takes what cannot be used any more out of a slot, so that the next call has a new one. */
    void forget(Receiver receiver, int slot) {
        switch (receiver) {
            case CONNECTION -> {
                connections.drop(slot % CONNECTIONS);
                for (int pool = 0; pool < POOLS; pool++) {
                    forgetPool(pool);
                }
            }
            case POOL -> forgetPool(slot % POOLS);
            case CHANNEL -> channels.drop(slot % IMAGES);
            default -> forgetImage(slot % IMAGES);
        }
    }

    private void forgetPool(int slot) {
        pools.drop(slot);
        for (int image = 0; image < IMAGES; image++) {
            if (image % POOLS == slot) {
                forgetImage(image);
            }
        }
    }

    private void forgetImage(int slot) {
        images.drop(slot);
        channels.drop(slot);
    }

    /** Keeps what a call returned in the slot that it belongs to. */
    void keep(HostileCall call, Object returned) {
        if (returned instanceof Image image) {
            images.put(call.slot() % IMAGES, image);
        } else if (returned instanceof Pool pool) {
            pools.put(call.slot() % POOLS, pool);
        } else if (returned instanceof CompletableFuture<?> future) {
            begun.add(new Begun(call, future));
        }
    }

    /** A buffer whose position and limit another thread moves from now on, for a while. */
    ByteBuffer moved(ByteBuffer buffer) {
        mover.move(buffer);
        return buffer;
    }

    /** A pool that is to be deleted in the end. */
    void poolCreated(String name) {
        poolsCreated.add(name);
    }

    List<Begun> begun() {
        return new ArrayList<>(begun);
    }

    /** What is done of what was begun, which is forgotten here. */
    List<Begun> takeDone() {
        List<Begun> done = begun.stream().filter(one -> one.future().isDone()).toList();
        begun.removeAll(done);
        return done;
    }

    /** Closes everything, deletes the pools, and proves that a client that comes now is served and nobody's memory was written to. */
    void end() {
        List<String> harm = mover.stop();
        channels.closeAll();
        images.closeAll();
        pools.closeAll();
        connections.closeAll();
        try (Rados newcomer = Rados.connect(uri, options)) {
            for (int pool = 0; pool < POOL_NAMES; pool++) {
                deletePool(newcomer, poolName(pool));
            }
            poolsCreated.forEach(name -> deletePool(newcomer, name));
            newcomer.createPool(prefix);
            try (Pool pool = newcomer.openPool(prefix)) {
                pool.createImage("last", IMAGE_SIZE);
                try (Image image = pool.openImage("last")) {
                    image.write(1, new byte[] {7});
                    if (image.read(1, 1)[0] != 7) {
                        throw new IllegalStateException("a newcomer does not read what it wrote");
                    }
                }
            }
            deletePool(newcomer, prefix);
        }
        if (!harm.isEmpty()) {
            throw new IllegalStateException("buffers were written to behind their limits: " + harm);
        }
    }

    private static void deletePool(Rados connection, String name) {
        try {
            connection.deletePool(name);
        } catch (PoolNotFoundException gone) {
            // A call of the program's own deleted it.
            return;
        }
    }
}
