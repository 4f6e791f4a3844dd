/**
 * The lower storey: pools of objects as RADOS keeps them, with snapshot contexts, clones and their overlap, the trimmer,
 * watches and class methods. It knows nothing of images.
 *
 * <p>Nothing here locks. {@link org.rbd4j.sim.rados.RadosCluster#lock()} guards all of it: reads hold it shared, everything
 * else exclusively, for as long as one call of the upper storey takes.
 */
@NullMarked
package org.rbd4j.sim.rados;

import org.jspecify.annotations.NullMarked;
