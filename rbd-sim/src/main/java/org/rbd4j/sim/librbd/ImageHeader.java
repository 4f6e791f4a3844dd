package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageFlags;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.RadosPool;
import org.rbd4j.sim.rados.SnapContext;

/**
 * The content of an image's header object; immutable. The methods are those of the object class {@code rbd}.
 *
 * @param id the image's id
 * @param createdAt when it was created
 * @param size HEAD's size in bytes
 * @param layout order and striping
 * @param features the feature bits
 * @param flags whether HEAD's object map can be trusted
 * @param snapSeq the newest snapshot id that the image ever had
 * @param snapshots by id
 * @param parent the snapshot that HEAD or any snapshot here was cloned from
 * @param headOverlap how many bytes the parent backs at HEAD; empty if HEAD has no parent
 */
record ImageHeader(
        String id,
        Instant createdAt,
        long size,
        Layout layout,
        Features features,
        ImageFlags flags,
        long snapSeq,
        NavigableMap<Long, SnapshotHeader> snapshots,
        Optional<ParentSpec> parent,
        OptionalLong headOverlap) {

    static ImageHeader create(String id, Instant createdAt, long size, Layout layout, Features features) {
        return new ImageHeader(
                id,
                createdAt,
                size,
                layout,
                features,
                ImageFlags.NONE,
                0,
                new TreeMap<>(),
                Optional.empty(),
                OptionalLong.empty());
    }

    ImageHeader {
        snapshots = Collections.unmodifiableNavigableMap(new TreeMap<>(snapshots));
    }

    static MetadataName<ImageHeader> nameOf(String imageId) {
        return new MetadataName<>("rbd_header." + imageId, "header", ImageHeader.class);
    }

    String dataPrefix() {
        return "rbd_data." + id;
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** The snapshot context of a write to HEAD. */
    SnapContext snapContext() {
        return new SnapContext(snapSeq, List.copyOf(snapshots.descendingKeySet()));
    }

    Optional<SnapshotHeader> snapshotNamed(String name) {
        return snapshots.values().stream()
                .filter(snapshot -> snapshot.name().equals(name))
                .findFirst();
    }

    /** Tells whether some snapshot still has the parent. */
    boolean hasSnapshotWithParent() {
        return snapshots.values().stream()
                .anyMatch(snapshot -> snapshot.parentOverlap().isPresent());
    }

    /** rbd.set_size: shrinking cuts the overlap for good. */
    ImageHeader withSize(long newSize) {
        OptionalLong overlap = headOverlap.isPresent() && newSize < size
                ? OptionalLong.of(Math.min(headOverlap.getAsLong(), newSize))
                : headOverlap;
        return new ImageHeader(id, createdAt, newSize, layout, features, flags, snapSeq, snapshots, parent, overlap);
    }

    /** rbd.snapshot_add: a snapshot inherits HEAD's size and parent. */
    ImageHeader withSnapshot(long snapId, String name) {
        NavigableMap<Long, SnapshotHeader> more = new TreeMap<>(snapshots);
        more.put(snapId, new SnapshotHeader(snapId, name, size, headOverlap, false, flags));
        return new ImageHeader(id, createdAt, size, layout, features, flags, snapId, more, parent, headOverlap);
    }

    /** rbd.snapshot_remove: the parent goes with the last user of it. */
    ImageHeader withoutSnapshot(long snapId) {
        NavigableMap<Long, SnapshotHeader> fewer = new TreeMap<>(snapshots);
        fewer.remove(snapId);
        ImageHeader after =
                new ImageHeader(id, createdAt, size, layout, features, flags, snapSeq, fewer, parent, headOverlap);
        return headOverlap.isPresent() || after.hasSnapshotWithParent() ? after : after.withoutParentSpec();
    }

    ImageHeader withChangedSnapshot(long snapId, UnaryOperator<SnapshotHeader> change) {
        NavigableMap<Long, SnapshotHeader> changed = new TreeMap<>(snapshots);
        changed.computeIfPresent(snapId, (key, snapshot) -> change.apply(snapshot));
        return new ImageHeader(id, createdAt, size, layout, features, flags, snapSeq, changed, parent, headOverlap);
    }

    /** rbd.parent_attach. */
    ImageHeader withParent(ParentSpec spec, long overlap) {
        return new ImageHeader(
                id,
                createdAt,
                size,
                layout,
                features,
                flags,
                snapSeq,
                snapshots,
                Optional.of(spec),
                OptionalLong.of(overlap));
    }

    /** rbd.parent_detach: deep-flatten cuts the snapshots loose too; without it they keep the parent. */
    ImageHeader withoutParent() {
        NavigableMap<Long, SnapshotHeader> left = new TreeMap<>(snapshots);
        if (has(Feature.DEEP_FLATTEN)) {
            left.replaceAll((snapId, snapshot) -> snapshot.withoutParent());
        }
        ImageHeader after = new ImageHeader(
                id, createdAt, size, layout, features, flags, snapSeq, left, parent, OptionalLong.empty());
        return after.hasSnapshotWithParent() ? after : after.withoutParentSpec();
    }

    private ImageHeader withoutParentSpec() {
        return new ImageHeader(
                id,
                createdAt,
                size,
                layout,
                features,
                flags,
                snapSeq,
                snapshots,
                Optional.empty(),
                OptionalLong.empty());
    }

    /** rbd.set_features. */
    ImageHeader withFeatures(Features newFeatures) {
        return new ImageHeader(
                id, createdAt, size, layout, newFeatures, flags, snapSeq, snapshots, parent, headOverlap);
    }

    /** rbd.set_flags, of HEAD or of a snapshot. */
    ImageHeader withFlags(long snapId, ImageFlags changed, boolean set) {
        UnaryOperator<ImageFlags> change =
                old -> new ImageFlags(set ? old.bits() | changed.bits() : old.bits() & ~changed.bits());
        return snapId == RadosPool.HEAD
                ? new ImageHeader(
                        id,
                        createdAt,
                        size,
                        layout,
                        features,
                        change.apply(flags),
                        snapSeq,
                        snapshots,
                        parent,
                        headOverlap)
                : withChangedSnapshot(snapId, snapshot -> snapshot.withFlags(change.apply(snapshot.flags())));
    }
}
