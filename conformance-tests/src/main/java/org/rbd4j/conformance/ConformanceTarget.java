package org.rbd4j.conformance;

import java.util.Map;
import org.rbd4j.Rados;

/**
 * One cluster, through the implementation under test: every client that it hands out reaches the same pools.
 *
 * <p>The cluster lets pools be created and deleted; the suite makes its own and leaves none behind.
 */
@FunctionalInterface
public interface ConformanceTarget {
    /**
     * Connects a new client to the cluster.
     *
     * @param options Ceph's options by Ceph's names, such as {@code rbd_cache}; they win over what the target sets
     * @return the connection, to be closed by the caller
     */
    Rados connect(Map<String, String> options);

    /**
     * Holds the trimmer of removed snapshots back, or lets it run. Answers depend on it, so lockstep holds it back on both
     * sides, or waits for it on both; the contracts' laws are true either way.
     *
     * @param held true to hold it back, as {@code ceph osd set nosnaptrim} does
     * @throws UnsupportedOperationException if this target cannot say; then it cannot walk in lockstep
     */
    default void setNoSnapTrim(boolean held) {
        throw new UnsupportedOperationException("this target has no hand on the snapshot trimmer");
    }

    /**
     * The expression that makes this target, for programs that are printed as tests. Unless overridden, its class is taken to
     * have a constructor without arguments.
     *
     * @return Java source, free of imports; it may count on the target's own package
     */
    default String toJava() {
        return "new " + getClass().getCanonicalName() + "()";
    }

    /**
     * Waits until the trimmer, which is not held back, has dropped what only removed snapshots needed: of every snapshot that
     * was removed before the call, in every pool.
     *
     * @throws UnsupportedOperationException if this target cannot say; then programs that trim cannot run on it
     */
    default void awaitSnapTrim() {
        throw new UnsupportedOperationException("this target cannot tell when the snapshot trimmer is done");
    }
}
