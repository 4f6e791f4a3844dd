/**
 * The upper storey: images as librbd keeps them on RADOS. Header, directory, exclusive lock, striping, object requests with
 * copy-up, and the operations that are made of them.
 *
 * <p>Every method runs under the cluster's lock, see {@link org.rbd4j.sim.rados.RadosCluster#lock()}. What librbd answers
 * with an errno ends here in a {@link org.rbd4j.sim.rados.ErrnoFailure}.
 */
@NullMarked
package org.rbd4j.sim.librbd;

import org.jspecify.annotations.NullMarked;
