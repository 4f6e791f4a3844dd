/**
 * The binding to librbd and librados through Java's foreign-function API.
 *
 * @provides org.rbd4j.RadosProvider the scheme {@code ceph}
 */
module org.rbd4j.librbd {
    requires org.rbd4j;
    requires org.slf4j;
    requires static org.jspecify;

    provides org.rbd4j.RadosProvider with
            org.rbd4j.librbd.LibrbdProvider;
}
