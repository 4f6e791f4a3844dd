package org.rbd4j;

import java.util.Objects;

/**
 * One snapshot of an image, as it was when it was listed; immutable.
 *
 * <p>It may gain parts: it is made by {@link #of(long, String, long)}, and a further part will have a {@code with} method.
 */
public final class Snapshot {
    private final long id;
    private final String name;
    private final long sizeInBytes;

    private Snapshot(long id, String name, long sizeInBytes) {
        this.id = id;
        this.name = Objects.requireNonNull(name, "name");
        this.sizeInBytes = sizeInBytes;
    }

    /**
     * A snapshot.
     *
     * @param id the cluster's id of the snapshot
     * @param name the name
     * @param sizeInBytes the image's size when the snapshot was taken
     * @return the snapshot
     */
    public static Snapshot of(long id, String name, long sizeInBytes) {
        return new Snapshot(id, name, sizeInBytes);
    }

    /**
     * The cluster's id of the snapshot, which grows with every snapshot of the pool.
     *
     * @return the id
     */
    public long id() {
        return id;
    }

    /**
     * The snapshot's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The image's size when the snapshot was taken.
     *
     * @return bytes
     */
    public long sizeInBytes() {
        return sizeInBytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot snapshot
                && id == snapshot.id
                && name.equals(snapshot.name)
                && sizeInBytes == snapshot.sizeInBytes;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, sizeInBytes);
    }

    @Override
    public String toString() {
        return "Snapshot[id=" + id + ", name=" + name + ", sizeInBytes=" + sizeInBytes + "]";
    }
}
