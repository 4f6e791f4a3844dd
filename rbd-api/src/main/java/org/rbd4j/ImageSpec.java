package org.rbd4j;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Names one image of a cluster, as another image refers to it; immutable. Sorted by pool, namespace, name and id.
 *
 * <p>It may gain parts: it is made by {@link #of(String, String)}, and each further part has a {@code with} method.
 */
public final class ImageSpec implements Comparable<ImageSpec> {
    private static final Comparator<ImageSpec> ORDER = Comparator.comparing(ImageSpec::pool)
            .thenComparing(ImageSpec::namespace)
            .thenComparing(ImageSpec::name)
            .thenComparing(spec -> spec.id)
            .thenComparing(ImageSpec::isInTrash);

    private final String pool;
    private final String namespace;
    private final String name;
    private final String id;
    private final boolean inTrash;

    private ImageSpec(String pool, String namespace, String name, String id, boolean inTrash) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.namespace = Objects.requireNonNull(namespace, "namespace");
        this.name = Objects.requireNonNull(name, "name");
        this.id = Objects.requireNonNull(id, "id");
        this.inTrash = inTrash;
    }

    /**
     * An image in the default namespace of a pool, whose id is not told.
     *
     * @param pool the pool's name
     * @param name the image's name
     * @return the spec
     */
    public static ImageSpec of(String pool, String name) {
        return new ImageSpec(pool, "", name, "", false);
    }

    /**
     * This spec with another namespace.
     *
     * @param newNamespace the namespace's name; empty for the default one
     * @return a new spec
     */
    public ImageSpec withNamespace(String newNamespace) {
        return new ImageSpec(pool, newNamespace, name, id, inTrash);
    }

    /**
     * This spec with another id.
     *
     * @param newId the id; empty if it is not told
     * @return a new spec
     */
    public ImageSpec withId(String newId) {
        return new ImageSpec(pool, namespace, name, newId, inTrash);
    }

    /**
     * This spec, in the trash or out of it.
     *
     * @param isInTrash true if the image is in the trash
     * @return a new spec
     */
    public ImageSpec withInTrash(boolean isInTrash) {
        return new ImageSpec(pool, namespace, name, id, isInTrash);
    }

    /**
     * The pool's name.
     *
     * @return the name; empty for a parent whose pool has been deleted since the clone was opened
     */
    public String pool() {
        return pool;
    }

    /**
     * The namespace within the pool.
     *
     * @return the namespace's name; empty for the default one
     */
    public String namespace() {
        return namespace;
    }

    /**
     * The image's name.
     *
     * @return the name; of an image in the trash, the one that it had before
     */
    public String name() {
        return name;
    }

    /**
     * The image's id, which it keeps whatever its name is.
     *
     * @return empty where the implementation cannot tell it, and for an image of format 1, which has none
     */
    public Optional<String> id() {
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    /**
     * Tells whether the image is in the trash, where it cannot be opened by its name.
     *
     * @return true if it is
     */
    public boolean isInTrash() {
        return inTrash;
    }

    @Override
    public int compareTo(ImageSpec other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageSpec spec && ORDER.compare(this, spec) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(pool, namespace, name, id, inTrash);
    }

    /** As the {@code rbd} tool names an image: {@code pool/image} or {@code pool/namespace/image}; then, if it is in the trash, so. */
    @Override
    public String toString() {
        return named(name);
    }

    /** What this image or a snapshot of it is called. */
    String named(String imageOrSnapshot) {
        return pool + "/" + (namespace.isEmpty() ? "" : namespace + "/") + imageOrSnapshot
                + (inTrash ? " (in the trash)" : "");
    }
}
