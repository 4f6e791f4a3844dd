/**
 * RADOS block device images for Java: the interface that every implementation shares, its values and its errors.
 *
 * @uses org.rbd4j.RadosProvider the implementations
 */
@SuppressWarnings("module") // The implementations are compiled after this one.
module org.rbd4j {
    requires static org.jspecify;

    exports org.rbd4j;
    exports org.rbd4j.internal to
            org.rbd4j.librbd,
            org.rbd4j.sim;

    uses org.rbd4j.RadosProvider;
}
