package org.rbd4j;

import java.util.Map;

/**
 * An implementation of {@link Rados}, found by {@link java.util.ServiceLoader}.
 *
 * <p>It stands in {@code META-INF/services/org.rbd4j.RadosProvider} as well as in its module's {@code provides}, so that it
 * is found on the class path and on the module path.
 */
public interface RadosProvider {
    /**
     * The scheme of the URIs that this provider connects to.
     *
     * @return the scheme without its colon, such as {@code sim}
     */
    String scheme();

    /**
     * Connects to a cluster, as {@link Rados#connect(String, Map)} does.
     *
     * @param uri the URI, of this provider's scheme
     * @param options Ceph's options by Ceph's names
     * @return the connection
     * @throws RbdException as {@link Rados#connect(String, Map)} does
     */
    Rados connect(ConnectionUri uri, Map<String, String> options);
}
