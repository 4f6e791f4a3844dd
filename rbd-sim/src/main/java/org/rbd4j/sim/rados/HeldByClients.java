package org.rbd4j.sim.rados;

import java.util.Optional;

/** What a metadata object holds for clients that are connected, and so what is not all there without them. */
public interface HeldByClients {
    /**
     * What is left when every client is gone without a word.
     *
     * @return the content; empty if nothing is
     */
    Optional<?> withoutClients();
}
