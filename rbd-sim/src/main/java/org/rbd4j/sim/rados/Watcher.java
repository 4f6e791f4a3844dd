package org.rbd4j.sim.rados;

/**
 * A watcher of an object, as the cluster lists it.
 *
 * @param client the client's name
 * @param address the client's address
 * @param cookie what the client calls the watch
 */
public record Watcher(String client, String address, long cookie) {}
