/**
 * A pure-Java, in-memory simulator of librbd on RADOS.
 *
 * @provides org.rbd4j.RadosProvider for the scheme {@code sim}
 */
module org.rbd4j.sim {
    requires transitive org.rbd4j;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.rbd4j.sim;

    provides org.rbd4j.RadosProvider with
            org.rbd4j.sim.SimProvider;
}
