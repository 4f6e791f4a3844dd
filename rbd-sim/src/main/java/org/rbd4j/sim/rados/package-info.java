/**
 * The lower storey: pools of objects as RADOS keeps them, with snapshot contexts, clones and their overlap, the trimmer,
 * watches and class methods. It knows nothing of images.
 *
 * <p>{@link org.rbd4j.sim.rados.RadosCluster#lock()} guards all of it, for as long as one call of the upper storey takes: reads hold
 * it shared, and so do writes that change bytes of one object in place; everything else holds it exclusively.
 */
@NullMarked
package org.rbd4j.sim.rados;

import org.jspecify.annotations.NullMarked;
