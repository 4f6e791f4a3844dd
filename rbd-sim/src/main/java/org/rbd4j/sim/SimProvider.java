package org.rbd4j.sim;

import java.util.Map;
import java.util.Optional;
import org.rbd4j.ConnectionUri;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Rados;
import org.rbd4j.RadosProvider;
import org.rbd4j.internal.Quoted;

/** Connects {@code sim:NAME} to the simulated cluster of that name, which all clients in this JVM share. */
public final class SimProvider implements RadosProvider {
    /** For {@link java.util.ServiceLoader}. */
    public SimProvider() {}

    @Override
    public String scheme() {
        return "sim";
    }

    @Override
    public Rados connect(ConnectionUri uri, Map<String, String> options) {
        if (uri.target().isEmpty() || !uri.parameters().isEmpty()) {
            throw new InvalidArgumentException(
                    "connect " + Quoted.of(uri.toString()) + ": expected sim:NAME, without parameters");
        }
        while (true) {
            Optional<Rados> connection = SimCluster.named(uri.target()).connectUnlessClosed(options);
            // A cluster may be closed between the two steps; then the name leads to a new one.
            if (connection.isPresent()) {
                return connection.get();
            }
        }
    }
}
