package org.rbd4j.librbd;

import java.util.Map;
import org.rbd4j.ConnectionUri;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Rados;
import org.rbd4j.RadosProvider;

/**
 * Connects to real clusters: {@code ceph:PATH?id=admin}, where PATH is a configuration file and may be empty, and {@code id}
 * is the client's id without {@code client.}.
 */
public final class LibrbdProvider implements RadosProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public LibrbdProvider() {}

    @Override
    public String scheme() {
        return "ceph";
    }

    @Override
    public Rados connect(ConnectionUri uri, Map<String, String> options) {
        for (String parameter : uri.parameters().keySet()) {
            if (!parameter.equals("id")) {
                throw new InvalidArgumentException("connect " + uri + ": unknown parameter '" + parameter
                        + "', expected ceph:PATH?id=ID; options go into the map");
            }
        }
        FirstUse.prepare();
        LibradosFunctions.LIBRADOS.requireLoaded();
        LibrbdFunctions.LIBRBD.requireLoaded();
        return LibradosConnection.open(uri, options);
    }
}
