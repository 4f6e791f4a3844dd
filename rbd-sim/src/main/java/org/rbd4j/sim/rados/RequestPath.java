package org.rbd4j.sim.rados;

/**
 * The way on which every request travels to its pool: the cluster itself, or a layer around it, which may look at requests and
 * answers, delay them, or fail them.
 */
@FunctionalInterface
public interface RequestPath {
    /**
     * Has a request carried out.
     *
     * @param <R> what it is answered with
     * @param from the client and the pool
     * @param request the request
     * @return the answer
     * @throws ErrnoFailure if the cluster refuses it; then nothing has changed
     */
    <R> R send(IoContext from, RadosRequest<R> request);
}
