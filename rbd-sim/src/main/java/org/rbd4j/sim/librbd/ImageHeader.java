package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageFlags;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.ObjectName;
import org.rbd4j.sim.rados.RadosPool;
import org.rbd4j.sim.rados.SnapContext;

/** The content of an image's header object; immutable. It changes by a {@link Draft}. */
final class ImageHeader {
    private final String id;
    private final Instant createdAt;
    private final Layout layout;
    private final Features features;
    private final NavigableMap<Long, SnapshotHeader> snapshots;
    private final Optional<ParentSpec> parent;
    private final ImageRevision head;
    private final String dataPrefix;
    private final SnapContext snapContext;

    private ImageHeader(Draft draft) {
        this.id = draft.id;
        this.createdAt = draft.createdAt;
        this.layout = draft.layout;
        this.features = draft.features;
        this.snapshots = Collections.unmodifiableNavigableMap(new TreeMap<>(draft.snapshots));
        this.parent = draft.parent;
        this.head = draft.head;
        this.dataPrefix = "rbd_data." + id;
        this.snapContext = new SnapContext(draft.snapSeq, List.copyOf(snapshots.descendingKeySet()));
    }

    static ImageHeader create(String id, Instant createdAt, long size, Layout layout, Features features) {
        return new ImageHeader(new Draft(id, createdAt, size, layout, features));
    }

    static MetadataName<ImageHeader> nameOf(String imageId) {
        return new MetadataName<>("rbd_header." + imageId, "header", ImageHeader.class);
    }

    /** A header in the making; its methods are what class methods do to a header. */
    static final class Draft {
        private final String id;
        private final Instant createdAt;
        private final Layout layout;
        private final NavigableMap<Long, SnapshotHeader> snapshots;
        private Features features;
        private long snapSeq;
        private Optional<ParentSpec> parent;
        private ImageRevision head;

        private Draft(String id, Instant createdAt, long size, Layout layout, Features features) {
            this.id = id;
            this.createdAt = createdAt;
            this.layout = layout;
            this.features = features;
            this.snapshots = new TreeMap<>();
            this.parent = Optional.empty();
            this.head = new ImageRevision(size, ImageFlags.NONE, ImageRevision.GONE.parentOverlap());
        }

        private Draft(ImageHeader header) {
            this.id = header.id;
            this.createdAt = header.createdAt;
            this.layout = header.layout;
            this.features = header.features;
            this.snapshots = new TreeMap<>(header.snapshots);
            this.snapSeq = header.snapContext.seq();
            this.parent = header.parent;
            this.head = header.head;
        }

        void resize(long size) {
            head = head.withSize(size);
        }

        /** A snapshot inherits what HEAD is. */
        void addSnapshot(long snapId, String name) {
            snapshots.put(snapId, SnapshotHeader.of(snapId, name, head));
            snapSeq = snapId;
        }

        /** The parent goes with the last user of it. */
        void removeSnapshot(long snapId) {
            snapshots.remove(snapId);
            dropUnusedParent();
        }

        void changeSnapshot(long snapId, UnaryOperator<SnapshotHeader> change) {
            snapshots.computeIfPresent(snapId, (key, snapshot) -> change.apply(snapshot));
        }

        void attachParent(ParentSpec spec, long overlap) {
            parent = Optional.of(spec);
            head = head.withParent(overlap);
        }

        /** Deep-flatten detaches the snapshots too; without it they keep the parent. */
        void detachParent() {
            if (features.contains(Feature.DEEP_FLATTEN)) {
                snapshots.replaceAll((snapId, snapshot) -> snapshot.withRevision(ImageRevision::withoutParent));
            }
            head = head.withoutParent();
            dropUnusedParent();
        }

        private void dropUnusedParent() {
            boolean isUsed = head.parentOverlap().isPresent() || hasSnapshotWithParent(snapshots);
            parent = isUsed ? parent : Optional.empty();
        }

        void replaceFeatures(Features newFeatures) {
            features = newFeatures;
        }

        /** Of HEAD or of a snapshot. */
        void setFlags(long snapId, ImageFlags flags, boolean set) {
            if (snapId == RadosPool.HEAD) {
                head = head.withFlags(flags, set);
            } else {
                changeSnapshot(snapId, snapshot -> snapshot.withRevision(revision -> revision.withFlags(flags, set)));
            }
        }
    }

    ImageHeader changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new ImageHeader(draft);
    }

    String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    Layout layout() {
        return layout;
    }

    Features features() {
        return features;
    }

    /** The features as anybody is told of them: while a snapshot is in the trash, also that an operation is not finished. */
    Features reportedFeatures() {
        return snapshots.values().stream().anyMatch(SnapshotHeader::isInTrash)
                ? features.with(Feature.OPERATIONS)
                : features;
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** The snapshots by id; not to be changed. */
    NavigableMap<Long, SnapshotHeader> snapshots() {
        return snapshots;
    }

    Optional<SnapshotHeader> snapshotNamed(String name) {
        return snapshots.values().stream()
                .filter(snapshot -> !snapshot.isInTrash() && snapshot.name().equals(name))
                .findFirst();
    }

    /** The snapshot that HEAD or any snapshot here was cloned from. */
    Optional<ParentSpec> parent() {
        return parent;
    }

    ImageRevision head() {
        return head;
    }

    /** HEAD or a snapshot; what is left of one that was removed. */
    ImageRevision at(long snapId) {
        if (snapId == RadosPool.HEAD) {
            return head;
        }
        SnapshotHeader snapshot = snapshots.get(snapId);
        return snapshot == null ? ImageRevision.GONE : snapshot.revision();
    }

    /** Tells whether some snapshot still has the parent. */
    boolean hasSnapshotWithParent() {
        return hasSnapshotWithParent(snapshots);
    }

    private static boolean hasSnapshotWithParent(NavigableMap<Long, SnapshotHeader> snapshots) {
        return snapshots.values().stream()
                .anyMatch(snapshot -> snapshot.revision().parentOverlap().isPresent());
    }

    ObjectName object(long number) {
        return new ObjectName(dataPrefix, number);
    }

    /** The context of a write of data: without snapshots, librbd sends none at all. */
    SnapContext dataSnapContext() {
        return snapshots.isEmpty() ? SnapContext.EMPTY : snapContext;
    }

    /** What the names of the image's data objects begin with. */
    String dataPrefix() {
        return dataPrefix;
    }

    /** The snapshot context of a write to HEAD; its seq is the newest snapshot id that the image ever had. */
    SnapContext snapContext() {
        return snapContext;
    }
}
