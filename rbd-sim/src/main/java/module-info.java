/**
 * A pure-Java, in-memory simulator of librbd on RADOS.
 *
 * @provides org.rbd4j.RadosProvider for the scheme {@code sim}
 */
module org.rbd4j.sim {
    requires transitive org.rbd4j;
    requires org.slf4j;
    requires static org.jspecify;
    // For org.rbd4j.sim.junit. Not transitive: javac would then ask everybody for them who requires this module.
    requires static org.junit.jupiter.api;
    requires static net.jqwik.api;

    exports org.rbd4j.sim;
    exports org.rbd4j.sim.junit;

    provides org.rbd4j.RadosProvider with
            org.rbd4j.sim.SimProvider;
}
