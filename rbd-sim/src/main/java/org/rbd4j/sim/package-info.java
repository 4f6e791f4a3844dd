/**
 * The simulator's doors: {@link org.rbd4j.sim.SimCluster}, and {@code sim:NAME} through {@link org.rbd4j.Rados#connect}.
 *
 * <p>The classes here are the api's interfaces: they check arguments and the state of the handle, hold the cluster's lock for
 * the length of a call, and give failures their names. What a call does stands in {@code sim.librbd} on {@code sim.rados}.
 */
@NullMarked
package org.rbd4j.sim;

import org.jspecify.annotations.NullMarked;
