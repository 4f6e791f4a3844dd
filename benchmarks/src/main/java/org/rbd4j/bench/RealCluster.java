package org.rbd4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real cluster of {@code conformance-tests/bin/ceph-cluster}, which is started when it is first needed. */
final class RealCluster implements AutoCloseable {
    /** The system property that names the script. */
    private static final String SCRIPT = "rbd4j.ceph-cluster";

    private Optional<String> conf = Optional.empty();

    RealCluster() {
        // The daemons outlive this JVM if nobody stops them.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The path of its configuration. */
    synchronized String conf() {
        if (conf.isEmpty()) {
            conf = Optional.of(script("start"));
        }
        return conf.get();
    }

    /** Starts it and stops it, so that a run without Ceph's packages fails when it begins and not near its end. */
    void requireThatItStarts() {
        conf();
        close();
    }

    private static String script(String... arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty(SCRIPT)));
        command.addAll(List.of(arguments));
        return Command.lastLineOf(command);
    }

    @Override
    public synchronized void close() {
        conf.ifPresent(running -> script("stop", running));
        conf = Optional.empty();
    }
}
