package org.rbd4j.sim.rados;

import java.util.Optional;

/**
 * What a client asks of one pool, as a value: an operation on one object, or on the pool itself. It is carried out as a whole or
 * not at all.
 *
 * @param <R> what it is answered with
 */
public sealed interface RadosRequest<R> permits DataRequest, MetadataRequest, PoolRequest {
    /**
     * Carries the request out. {@link RadosCluster#send} alone calls it, behind all layers.
     *
     * @param pool the pool
     * @param client who asks
     * @return the answer
     */
    R carryOut(RadosPool pool, RadosClient client);

    /**
     * What is asked, for people to read.
     *
     * @return the object and the steps
     */
    RequestText text();

    /**
     * What came of it, in words.
     *
     * @param answer what the request was answered with
     * @return {@code ok}, an errno's name, or what happened
     */
    default String outcome(R answer) {
        return "ok";
    }

    /**
     * The answer where there is no such object.
     *
     * @return empty if the request then fails
     */
    default Optional<R> ifAbsent() {
        return Optional.empty();
    }

    /**
     * Whether a client of a cluster sends such a request.
     *
     * @return false if the simulator alone asks, in place of what a client of a cluster knows or finds out by asking for every
     *     object there could be
     */
    default boolean isSentToOsds() {
        return true;
    }

    /**
     * Whether a blocklisted client may ask it.
     *
     * @return false if the cluster refuses it
     */
    default boolean isServedWhenBlocklisted() {
        return false;
    }
}
