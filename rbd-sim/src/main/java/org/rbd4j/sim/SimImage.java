package org.rbd4j.sim;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.rbd4j.AdvisoryLocks;
import org.rbd4j.AsyncIo;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.DiffVisitor;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageFlags;
import org.rbd4j.ImageOptions;
import org.rbd4j.ImageSpec;
import org.rbd4j.ImageStat;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.IoAdvice;
import org.rbd4j.ParentSnapshot;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.Snapshots;
import org.rbd4j.internal.ArrayRead;
import org.rbd4j.internal.BufferAccess;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;
import org.rbd4j.sim.librbd.CopyRequest;
import org.rbd4j.sim.librbd.DiffIterate;
import org.rbd4j.sim.librbd.FeatureUpdate;
import org.rbd4j.sim.librbd.ImageContext;
import org.rbd4j.sim.librbd.ImageInfo;
import org.rbd4j.sim.librbd.ImageIo;
import org.rbd4j.sim.librbd.LockOperations;
import org.rbd4j.sim.librbd.Maintenance;
import org.rbd4j.sim.librbd.SnapshotOperations;
import org.rbd4j.sim.rados.BufferRange;

/** One handle of a simulated image. */
final class SimImage extends SimHandle implements Image {
    private final ImageIo io;
    private final Transfers transfers;
    private final ImageInfo info;
    private final Maintenance maintenance;
    private final SnapshotOperations snapshotOperations;
    private final SimAsyncIo async = new SimAsyncIo(this);
    private final SimSnapshots snapshots;
    private final SimAdvisoryLocks locks;

    SimImage(SimPool pool, String name, ImageContext context, ClientOptions options, StackTraceElement openedAt) {
        super(pool, name, context, openedAt);
        this.io = new ImageIo(context, options.discardGranularity());
        this.transfers = transfers(io);
        this.info = new ImageInfo(context);
        this.maintenance = new Maintenance(context);
        this.snapshotOperations = new SnapshotOperations(context);
        this.snapshots = new SimSnapshots(this, snapshotOperations, maintenance);
        this.locks = new SimAdvisoryLocks(this, new LockOperations(context));
    }

    @Override
    public String name() {
        return openedName();
    }

    @Override
    public int read(long offset, ByteBuffer destination, IoAdvice... advice) {
        Arguments.requireNoNull(advice);
        return read("read", offset, destination);
    }

    /** As the interface's own does it, but that a message tells of all that was asked for. */
    @Override
    public byte[] read(long offset, int length) {
        return ArrayRead.of(this, offset, length, () -> readOutside(offset, length));
    }

    private byte[] readOutside(long offset, int length) {
        Supplier<String> call = () -> describe("read", Subject.range(offset, length));
        Arguments.requireNotNegative(call, length);
        Arguments.requireNotNegative(call, offset);
        ByteBuffer one = ByteBuffer.allocate(1);
        int count = exclusive(call, () -> io.read(offset, BufferRange.of(one)));
        return Arrays.copyOf(one.array(), count);
    }

    int read(String operation, long offset, ByteBuffer destination) {
        Supplier<String> call = () -> describe(operation, Subject.range(offset, destination.remaining()));
        Arguments.requireNotNegative(call, offset);
        if (destination.isReadOnly()) {
            throw new InvalidArgumentException(call.get() + ": " + Reason.BUFFER_READ_ONLY.of());
        }
        BufferAccess.requireHere(call, destination);
        return transfers.read(operation, offset, destination);
    }

    @Override
    public void write(long offset, ByteBuffer source, IoAdvice... advice) {
        Arguments.requireNoNull(advice);
        write("write", offset, source);
    }

    void write(String operation, long offset, ByteBuffer source) {
        Supplier<String> call = () -> describe(operation, Subject.range(offset, source.remaining()));
        Arguments.requireNotNegative(call, offset);
        BufferAccess.requireHere(call, source);
        transfers.write(operation, offset, source);
    }

    @Override
    public void discard(long offset, long length) {
        discard("discard", offset, length, () -> io.discard(offset, length));
    }

    void discardOfAnyLength(String operation, long offset, long length) {
        discard(operation, offset, length, () -> io.discardOfAnyLength(offset, length));
    }

    private void discard(String operation, long offset, long length, Runnable body) {
        Supplier<String> call = () -> describe(operation, Subject.range(offset, length));
        Arguments.requireNotNegative(call, offset);
        Arguments.requireNotNegative(call, length);
        exclusive(call, () -> {
            body.run();
            return null;
        });
    }

    @Override
    public void flush() {
        flush("flush");
    }

    void flush(String operation) {
        exclusive(() -> describe(operation), () -> {
            io.flush();
            pool.calls().counters().count(SimCounter.FLUSHES);
            return null;
        });
    }

    @Override
    public AsyncIo async() {
        return async;
    }

    @Override
    public long size() {
        return shared(() -> describe("size"), info::size);
    }

    @Override
    public ImageStat stat() {
        return shared(() -> describe("stat"), info::stat);
    }

    @Override
    public Features features() {
        return shared(() -> describe("features"), info::features);
    }

    @Override
    public long stripeUnit() {
        return withoutRefresh(() -> describe("stripeUnit"), () -> info.layout().stripeUnit());
    }

    @Override
    public long stripeCount() {
        return withoutRefresh(() -> describe("stripeCount"), () -> info.layout().stripeCount());
    }

    @Override
    public void resize(long sizeInBytes) {
        Supplier<String> call = () -> describe("resize", "to " + Subject.bytes(sizeInBytes));
        Arguments.requireNotNegative(call, sizeInBytes);
        exclusive(call, () -> {
            maintenance.resize(sizeInBytes);
            return null;
        });
    }

    @Override
    public Snapshots snapshots() {
        return snapshots;
    }

    @Override
    public void selectSnapshot(String snapshot) {
        // librbd takes the empty name for HEAD.
        String call = subject().snapshot(snapshot).call("selectSnapshot");
        Arguments.requireNamed(call, snapshot);
        select(() -> call, () -> snapshotOperations.select(snapshot));
    }

    @Override
    public void selectHead() {
        select(() -> describe("selectHead"), context::selectHead);
    }

    @Override
    public Optional<ParentSnapshot> parent() {
        return sharedUnlessGone(Optional.empty(), () -> describe("parent"), info::parent);
    }

    @Override
    public long overlap() {
        return shared(() -> describe("overlap"), info::overlap);
    }

    @Override
    public List<ImageSpec> children() {
        return withoutRefresh(() -> describe("children"), snapshotOperations::children);
    }

    @Override
    public void flatten(Progress progress) {
        ProgressReports reports = new ProgressReports(progress);
        exclusive(() -> describe("flatten"), () -> {
            maintenance.flatten(reports);
            return null;
        });
        reports.deliver();
    }

    @Override
    public void copy(Pool destination, String copy, ImageOptions options, Progress progress) {
        Objects.requireNonNull(options, "options");
        String call = describe("copy", "to " + Subject.pool(destination.name()).image(copy) + ", " + options);
        Arguments.requireCString(call, copy);
        SimPool.requireCountable(call, options);
        SimPool target = pool.requireSibling(call, destination);
        ProgressReports reports = new ProgressReports(progress);
        exclusive(() -> call, () -> {
            target.requireOpen(call);
            requireCopyable(call);
            new CopyRequest(context).run(target.catalog(), copy, options, reports);
            return null;
        });
        reports.deliver();
    }

    /** librbd reads a stripe period at once, and ends the process over one that an int cannot count. */
    private void requireCopyable(String call) {
        long atOnce = Math.min(info.layout().stripePeriod(), info.size());
        if (atOnce > Integer.MAX_VALUE) {
            throw new InvalidArgumentException(call + ": " + Reason.TOO_LARGE_TO_COPY.of(atOnce));
        }
    }

    @Override
    public void rebuildObjectMap(Progress progress) {
        ProgressReports reports = new ProgressReports(progress);
        exclusive(() -> describe("rebuildObjectMap"), () -> {
            maintenance.rebuildObjectMap(reports);
            return null;
        });
        reports.deliver();
    }

    @Override
    public void updateFeatures(Features set, boolean enabled) {
        Objects.requireNonNull(set, "set");
        exclusive(() -> describe("updateFeatures", "switch " + set + (enabled ? " on" : " off")), () -> {
            new FeatureUpdate(context).run(set, enabled);
            return null;
        });
    }

    @Override
    public void invalidateCache() {
        exclusive(() -> describe("invalidateCache"), () -> {
            io.invalidate();
            return null;
        });
    }

    @Override
    public ImageFlags flags() {
        return shared(() -> describe("flags"), info::flags);
    }

    @Override
    public boolean isOldFormat() {
        return shared(() -> describe("isOldFormat"), () -> false);
    }

    @Override
    public Instant createdAt() {
        return withoutRefresh(() -> describe("createdAt"), info::createdAt);
    }

    @Override
    public boolean isExclusiveLockOwner() {
        return withoutRefresh(() -> describe("isExclusiveLockOwner"), info::isExclusiveLockOwner);
    }

    /** Few calls of librbd's read no header: what this handle has not heard of yet does not count. */
    @Override
    public AdvisoryLocks locks() {
        return locks;
    }

    @Override
    public void diff(DiffRange range, DiffVisitor visitor) {
        Objects.requireNonNull(visitor, "visitor");
        Supplier<String> call = () -> describe("diff", range.toString());
        Arguments.requireNotNegative(call, range.offset());
        Arguments.requireNotNegative(call, range.length());
        range.since().ifPresent(since -> Arguments.requireCString(call.get(), since));
        // The visitor runs without the cluster's lock, so that it may call whatever it likes.
        BooleanSupplier isReady = () -> context.isFresh() && !DiffIterate.mayTakeLock(context, range);
        Runnable getReady = () -> DiffIterate.prepare(context, range);
        List<DiffExtent> extents = sharedOnceReady(isReady, getReady, call, () -> {
            if (range.wholeObject() && range.length() == 0 && info.features().contains(Feature.FAST_DIFF)) {
                throw new InvalidArgumentException(call.get()
                        + ": with fast-diff, librbd ends the process at a diff by whole objects over zero bytes");
            }
            return DiffIterate.run(context, range);
        });
        extents.forEach(visitor::visit);
    }

    @Override
    public void close() {
        closeOnce();
    }
}
