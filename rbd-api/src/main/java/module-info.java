/**
 * RADOS block device images for Java: the interface that every implementation shares, its values and its errors.
 *
 * @uses org.rbd4j.RadosProvider the implementations
 */
module org.rbd4j {
    requires static org.jspecify;

    exports org.rbd4j;

    uses org.rbd4j.RadosProvider;
}
