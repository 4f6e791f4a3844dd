package org.rbd4j.sim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rbd4j.HandleClosedException;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;
import org.rbd4j.sim.librbd.ImageCatalog;
import org.rbd4j.sim.librbd.ImageContext;
import org.rbd4j.sim.rados.IoContext;

/** One client's view of a pool. What it opened, and whether it is closed, is guarded by the cluster's lock. */
final class SimPool implements Pool {
    /** librbd keeps a stripe count in 32 bits, and one of 2^32 aborts the process. */
    private static final long STRIPE_COUNT_LIMIT = 1L << 32;

    private final SimRados client;
    private final String name;
    private final ImageCatalog catalog;
    private final StackTraceElement openedAt;
    private final Set<SimHandle> images = new LinkedHashSet<>();
    private boolean closed;

    SimPool(SimRados client, IoContext pool, StackTraceElement openedAt) {
        this.client = client;
        this.openedAt = openedAt;
        this.name = pool.poolName();
        this.catalog = new ImageCatalog(
                pool, client.options().profile(), client.options().creationDefaults());
    }

    /** How messages call it. */
    Subject subject() {
        return Subject.pool(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void createImage(String image, long sizeInBytes, ImageOptions options) {
        Objects.requireNonNull(options, "options");
        String call = subject().image(image).call("createImage", Subject.bytes(sizeInBytes) + ", " + options);
        Arguments.requireCString(call, image);
        Arguments.requireNotNegative(call, sizeInBytes);
        requireCountable(call, options);
        exclusive(call, () -> {
            catalog.create(image, sizeInBytes, options);
            return null;
        });
    }

    @Override
    public void cloneImage(String image, String snapshot, Pool childPool, String child, ImageOptions options) {
        Objects.requireNonNull(options, "options");
        String call = subject()
                .image(image)
                .snapshot(snapshot)
                .call("cloneImage", "to " + Subject.pool(childPool.name()).image(child) + ", " + options);
        Arguments.requireCString(call, image);
        // librbd aborts the process when it is asked to clone the snapshot whose name is empty.
        Arguments.requireNamed(call, snapshot);
        Arguments.requireCString(call, child);
        requireCountable(call, options);
        SimPool target = requireSibling(call, childPool);
        exclusive(call, () -> {
            target.requireOpen(call);
            catalog.cloneInto(image, snapshot, target.catalog, child, options);
            return null;
        });
    }

    /** Another pool of the same connection. */
    SimPool requireSibling(String call, Pool pool) {
        if (!(pool instanceof SimPool) || ((SimPool) pool).client != client) {
            throw new InvalidArgumentException(call + ": " + Reason.POOL_OF_ANOTHER_CONNECTION.of(pool.name()));
        }
        return (SimPool) pool;
    }

    ImageCatalog catalog() {
        return catalog;
    }

    static void requireCountable(String call, ImageOptions options) {
        long count = options.stripeCount().orElse(0);
        if (count < 0 || count >= STRIPE_COUNT_LIMIT) {
            throw new InvalidArgumentException(call + ": " + Reason.STRIPE_COUNT_OUT_OF_RANGE.of(count));
        }
        Arguments.requireNotNegative(call, options.stripeUnitInBytes().orElse(0));
    }

    @Override
    public List<String> listImages() {
        return client.calls().shared(() -> subject().call("listImages"), () -> {
            requireOpen(subject().call("listImages"));
            return catalog.list();
        });
    }

    @Override
    public void removeImage(String image, Progress progress) {
        String call = subject().image(image).call("removeImage");
        Arguments.requireCString(call, image);
        ProgressReports reports = new ProgressReports(progress);
        exclusive(call, () -> {
            catalog.remove(image, reports);
            return null;
        });
        reports.deliver();
    }

    @Override
    public void renameImage(String from, String to) {
        String call = subject().image(from).call("renameImage", "to " + Quoted.of(to));
        Arguments.requireCString(call, from);
        // librbd answers 22 to an empty target, yet leaves half an image of that name behind.
        Arguments.requireNamed(call, to);
        exclusive(call, () -> {
            catalog.rename(from, to);
            return null;
        });
    }

    @Override
    public Image openImage(String image, OpenOptions options) {
        Objects.requireNonNull(options, "options");
        String call = opened(image, options).call("openImage");
        Arguments.requireCString(call, image);
        // librbd takes the empty name for HEAD.
        options.snapshot().ifPresent(snapshot -> Arguments.requireNamed(call, snapshot));
        StackTraceElement imageOpenedAt = CallSite.ofCaller();
        return exclusive(call, () -> {
            ImageContext context = catalog.open(image, options.readOnly(), options.snapshot());
            SimImage opened = new SimImage(this, image, context, client.options(), imageOpenedAt);
            images.add(opened);
            return opened;
        });
    }

    private Subject opened(String image, OpenOptions options) {
        Subject subject = subject().image(image);
        return options.snapshot().map(subject::snapshot).orElse(subject);
    }

    @Override
    public void close() {
        client.calls().exclusive(() -> subject().call("close"), () -> {
            closeHandle();
            return null;
        });
    }

    /** Is called under the cluster's lock. */
    void closeHandle() {
        new ArrayList<>(images).forEach(SimHandle::closeHandle);
        client.forget(this);
        closed = true;
    }

    /** This one and the images opened from it. Is called under the cluster's lock. */
    List<OpenHandle> openHandles(String clientName) {
        List<OpenHandle> open = new ArrayList<>();
        open.add(new OpenHandle(OpenHandle.Kind.POOL, name, clientName, openedAt));
        images.forEach(image ->
                open.add(new OpenHandle(OpenHandle.Kind.IMAGE, image.toString(), clientName, image.openedAt())));
        return open;
    }

    private <T extends @Nullable Object> T exclusive(String call, Supplier<T> body) {
        return client.calls().exclusive(() -> call, () -> {
            requireOpen(call);
            return body.get();
        });
    }

    void requireOpen(String call) {
        if (closed) {
            throw new HandleClosedException(call + ": pool is closed");
        }
    }

    Calls calls() {
        return client.calls();
    }

    /** Is called under the cluster's lock. */
    void forget(SimHandle image) {
        images.remove(image);
    }
}
