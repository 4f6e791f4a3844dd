package org.rbd4j.conformance.radosjava;

import java.io.File;
import java.util.Map;
import org.rbd4j.Rados;
import org.rbd4j.conformance.ConformanceTarget;

/** The cluster that {@code RBD4J_CEPH_CONF} names, through com.ceph:rados. */
record RadosJavaTarget(File conf) implements ConformanceTarget {
    static RadosJavaTarget ofEnvironment() {
        return new RadosJavaTarget(new File(System.getenv("RBD4J_CEPH_CONF")));
    }

    @Override
    public Rados connect(Map<String, String> options) {
        return Answer.of(() -> {
            com.ceph.rados.Rados client = new com.ceph.rados.Rados("admin");
            client.confReadFile(conf);
            for (Map.Entry<String, String> option : options.entrySet()) {
                client.confSet(option.getKey(), option.getValue());
            }
            client.connect();
            return new RadosJavaConnection(client);
        });
    }
}
