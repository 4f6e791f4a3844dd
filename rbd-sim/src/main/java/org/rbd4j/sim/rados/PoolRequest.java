package org.rbd4j.sim.rados;

/**
 * A request about the pool as a whole, or the cluster.
 *
 * @param <R> what it is answered with
 */
public sealed interface PoolRequest<R> extends RadosRequest<R> {
    /** Allocates a self-managed snapshot id. The answer is larger than every one before. */
    record CreateSnap() implements PoolRequest<Long> {
        @Override
        public Long carryOut(RadosPool pool, RadosClient client) {
            return pool.createSnap();
        }

        @Override
        public RequestText text() {
            return RequestText.of("", "create-snap");
        }

        @Override
        public String outcome(Long snap) {
            return "snapshot " + snap;
        }
    }

    /**
     * Gives a self-managed snapshot id back. The trimmer drops what only it needed.
     *
     * @param snap the id
     */
    record RemoveSnap(long snap) implements PoolRequest<Done> {
        @Override
        public Done carryOut(RadosPool pool, RadosClient client) {
            pool.removeSnap(snap);
            return Done.DONE;
        }

        @Override
        public RequestText text() {
            return RequestText.of("", "remove-snap").at(snap);
        }
    }

    /**
     * Makes the cluster refuse whatever a client asks from now on, and drops its watches.
     *
     * @param entity the client, as locks name it
     */
    record Blocklist(String entity) implements PoolRequest<Done> {
        @Override
        public Done carryOut(RadosPool pool, RadosClient client) {
            pool.cluster().blocklist(entity);
            return Done.DONE;
        }

        @Override
        public RequestText text() {
            return RequestText.of("", "blocklist " + entity);
        }
    }

    /** An id for a new image, never given twice. A client of a cluster makes one of its own id and of chance. */
    record NextImageId() implements PoolRequest<String> {
        @Override
        public String carryOut(RadosPool pool, RadosClient client) {
            return pool.cluster().nextImageId();
        }

        @Override
        public RequestText text() {
            return RequestText.of("", "next-image-id");
        }

        @Override
        public boolean isSentToOsds() {
            return false;
        }
    }
}
