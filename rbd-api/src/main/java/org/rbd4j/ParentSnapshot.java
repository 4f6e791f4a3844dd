package org.rbd4j;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * The snapshot that a clone was made from, by its names of today; immutable.
 *
 * <p>It may gain parts: it is made by {@link #of(ImageSpec, String)}, and each further part has a {@code with} method.
 */
public final class ParentSnapshot {
    private final ImageSpec image;
    private final String snapshot;
    private final OptionalLong snapshotId;

    private ParentSnapshot(ImageSpec image, String snapshot, OptionalLong snapshotId) {
        this.image = Objects.requireNonNull(image, "image");
        this.snapshot = Objects.requireNonNull(snapshot, "snapshot");
        this.snapshotId = snapshotId;
    }

    /**
     * A snapshot whose id is not told.
     *
     * @param image the parent
     * @param snapshot the snapshot's name
     * @return the snapshot
     */
    public static ParentSnapshot of(ImageSpec image, String snapshot) {
        return new ParentSnapshot(image, snapshot, OptionalLong.empty());
    }

    /**
     * This snapshot with its id.
     *
     * @param newId the cluster's id of the snapshot
     * @return a new value
     */
    public ParentSnapshot withSnapshotId(long newId) {
        return new ParentSnapshot(image, snapshot, OptionalLong.of(newId));
    }

    /**
     * The parent.
     *
     * @return pool, namespace, name and id; the pool is empty if it has been deleted since the clone was opened
     */
    public ImageSpec image() {
        return image;
    }

    /**
     * The snapshot's name.
     *
     * @return the name
     */
    public String snapshot() {
        return snapshot;
    }

    /**
     * The snapshot's id, as {@link Snapshot#id()} tells it.
     *
     * @return empty where the implementation cannot tell it
     */
    public OptionalLong snapshotId() {
        return snapshotId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParentSnapshot parent
                && image.equals(parent.image)
                && snapshot.equals(parent.snapshot)
                && snapshotId.equals(parent.snapshotId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(image, snapshot, snapshotId);
    }

    /** As the {@code rbd} tool names a snapshot: {@code pool/image@snapshot}; then, if the image is in the trash, so. */
    @Override
    public String toString() {
        return image.named(image.name() + "@" + snapshot);
    }
}
