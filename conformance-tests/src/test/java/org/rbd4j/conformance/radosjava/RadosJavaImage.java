package org.rbd4j.conformance.radosjava;

import com.ceph.rbd.RbdImage;
import com.ceph.rbd.jna.Rbd;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rbd4j.AdvisoryLocks;
import org.rbd4j.AsyncIo;
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
import org.rbd4j.RbdException;
import org.rbd4j.Snapshot;
import org.rbd4j.Snapshots;

/** An RbdImage, and what was last selected through it. */
final class RadosJavaImage implements Image {
    private final String name;
    private final RadosJavaPool pool;
    private final RbdImage image;
    private Optional<String> selected;

    RadosJavaImage(String name, RadosJavaPool pool, RbdImage image, Optional<String> selected) {
        this.name = name;
        this.pool = pool;
        this.image = image;
        this.selected = selected;
    }

    @Override
    public String name() {
        return name;
    }

    /** The binding takes arrays alone; and its read returns what librbd returns, a negative errno too. */
    @Override
    public int read(long offset, ByteBuffer destination, IoAdvice... advice) {
        if (destination.isReadOnly()) {
            throw new InvalidArgumentException("read " + name + ": the buffer is read-only");
        }
        byte[] bytes = new byte[destination.remaining()];
        int count = check("read " + name + " at " + offset, image.read(offset, bytes, bytes.length));
        destination.put(bytes, 0, count);
        return count;
    }

    @Override
    public void write(long offset, ByteBuffer source, IoAdvice... advice) {
        byte[] bytes = new byte[source.remaining()];
        source.duplicate().get(bytes);
        Answer.of(() -> image.write(bytes, offset));
        source.position(source.limit());
    }

    private static int check(String call, int returned) {
        if (returned < 0) {
            throw RbdException.of(-returned, call);
        }
        return returned;
    }

    /** The binding has rbd_aio_… nowhere. */
    @Override
    public AsyncIo async() {
        throw new MissingCall("rbd_aio_create_completion");
    }

    @Override
    public Instant createdAt() {
        throw new MissingCall("rbd_get_create_timestamp");
    }

    @Override
    public void discard(long offset, long length) {
        throw new MissingCall("rbd_discard");
    }

    @Override
    public void flush() {
        throw new MissingCall("rbd_flush");
    }

    @Override
    public void invalidateCache() {
        throw new MissingCall("rbd_invalidate_cache");
    }

    @Override
    public long size() {
        return stat().sizeInBytes();
    }

    @Override
    public ImageStat stat() {
        var info = Answer.of(image::stat);
        return new ImageStat(
                info.size,
                info.obj_size,
                info.num_objs,
                info.order,
                com.sun.jna.Native.toString(info.block_name_prefix));
    }

    @Override
    public Features features() {
        throw new MissingCall("rbd_get_features");
    }

    @Override
    public void updateFeatures(Features set, boolean enabled) {
        throw new MissingCall("rbd_update_features");
    }

    @Override
    public ImageFlags flags() {
        throw new MissingCall("rbd_get_flags");
    }

    @Override
    public boolean isOldFormat() {
        return Answer.of(image::isOldFormat);
    }

    @Override
    public long stripeUnit() {
        throw new MissingCall("rbd_get_stripe_unit");
    }

    @Override
    public long stripeCount() {
        throw new MissingCall("rbd_get_stripe_count");
    }

    @Override
    public void resize(long sizeInBytes) {
        Answer.of(() -> image.resize(sizeInBytes));
    }

    @Override
    public Snapshots snapshots() {
        return new RadosJavaSnapshots(image);
    }

    /** RbdImage does not offer it, but the interface to C that lies beneath it is public and does. */
    @Override
    public void selectSnapshot(String snapshot) {
        check("selectSnapshot " + name + "@" + snapshot, Rbd.INSTANCE.rbd_snap_set(image.getPointer(), snapshot));
        selected = Optional.ofNullable(snapshot);
    }

    @Override
    public void selectHead() {
        selectSnapshot(null);
    }

    @Override
    public Optional<ParentSnapshot> parent() {
        throw new MissingCall("rbd_get_parent");
    }

    @Override
    public long overlap() {
        throw new MissingCall("rbd_get_overlap");
    }

    @Override
    public List<ImageSpec> children() {
        Stream<String> asked = selected.map(Stream::of)
                .orElseGet(() -> snapshots().list().stream().map(Snapshot::name));
        return asked.flatMap(snapshot -> Answer.of(() -> image.listChildren(snapshot)).stream())
                .map(child -> child.split("/", 2))
                .map(child -> ImageSpec.of(child[0], child[1]))
                .sorted()
                .toList();
    }

    @Override
    public void flatten(Progress progress) {
        RadosJavaPool.requireNoProgress(progress, "rbd_flatten_with_progress");
        Answer.of(image::flatten);
    }

    /** The binding copies into an image that is there, and cannot ask for this one's features and striping. */
    @Override
    public void copy(Pool destination, String copy, ImageOptions options, Progress progress) {
        RadosJavaPool.requireNoProgress(progress, "rbd_copy_with_progress");
        ImageOptions given = options.features().isPresent() ? options : options.withFeatures(Feature.LAYERING);
        ImageStat stat = stat();
        destination.createImage(
                copy, stat.sizeInBytes(), given.order().isPresent() ? given : given.withOrder(stat.order()));
        try (Image target = destination.openImage(copy)) {
            Answer.of(() -> pool.rbd().copy(image, ((RadosJavaImage) target).image));
        }
    }

    @Override
    public void rebuildObjectMap(Progress progress) {
        throw new MissingCall("rbd_rebuild_object_map");
    }

    @Override
    public boolean isExclusiveLockOwner() {
        throw new MissingCall("rbd_is_exclusive_lock_owner");
    }

    @Override
    public AdvisoryLocks locks() {
        return new RadosJavaAdvisoryLocks();
    }

    @Override
    public void diff(DiffRange range, DiffVisitor visitor) {
        throw new MissingCall("rbd_diff_iterate2");
    }

    @Override
    public void close() {
        pool.forget(this);
        Answer.of(image::close);
    }
}
